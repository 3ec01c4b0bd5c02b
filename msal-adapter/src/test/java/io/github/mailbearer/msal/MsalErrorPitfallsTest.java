package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MSAL4J's exceptions, authorities and releases mislead to, and what we do: pitfalls 10, 11, 13 and 14. */
@Timeout(60)
class MsalErrorPitfallsTest {

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final ConfidentialClientApplication msal = PlainMsal.callerRuns(mailboxes.entra);

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private TokenException ours() {
        return catchThrowableOfType(
                TokenException.class, () -> mailboxes.provider().getToken(REQUEST));
    }

    private <T extends MsalException> T theirs(Class<T> type) {
        return catchThrowableOfType(type, () -> PlainMsal.appOnly(msal));
    }

    /** How our stores do without it is shown by their own tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.microsoft.aad.msal4jextensions.PersistenceTokenCacheAccessAspect",
                "com.sun.jna.Native",
                "com.nimbusds.oauth2.sdk.TokenRequest"
            })
    void pitfall10_msalsPersistenceExtensionLosesAccountsAndIsNotHere(String name) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
    }

    @Test
    void pitfall11_msalHidesThatAPersonIsNeededAndWeSayIt() {
        EntraReply reply = EntraReply.error(400, "interaction_required", 50079, "Enrol for multi-factor.");
        mailboxes.entra.answerNext(reply, reply);

        assertThat(theirs(MsalException.class)).isExactlyInstanceOf(MsalServiceException.class);
        assertThat(ours()).isInstanceOf(InteractionRequiredException.class);
    }

    @Test
    void pitfall11_msalCallsAGatewaysPageInvalidJsonAndWeSayThatItWillPass() {
        mailboxes.entra.answerAlways(EntraReply.html(503));

        MsalServiceException theirs = theirs(MsalServiceException.class);
        assertThat(theirs.errorCode()).isEqualTo("invalid_json");
        assertThat(theirs.statusCode()).isNull();
        assertThat(ours()).isInstanceOf(TokenUnavailableException.class).hasMessageContaining("HTTP 503 and text/html");
    }

    @Test
    void pitfall11_msalHasNoCodeForABrokenConnectionAndWeSayWhatToCheck() {
        mailboxes.entra.answerAlways(EntraReply.reset());

        assertThat(theirs(MsalClientException.class).errorCode()).isNull();
        assertThat(ours())
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("Check the network")
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void pitfall13_msalHalfWorksAtALocalAuthorityAndOurLoopbackEndpointWorks() {
        ConfidentialClientApplication local = PlainMsal.build(PlainMsal.builder(
                        mailboxes.entra,
                        "https://localhost:" + mailboxes.entra.uri().getPort() + "/")
                .executorService(new CallerRunsExecutor()));
        IAuthenticationResult first = PlainMsal.appOnly(local);
        assertThat(PlainMsal.appOnly(local).accessToken())
                .as("never found in its cache again")
                .isNotEqualTo(first.accessToken());
        assertThatIllegalArgumentException()
                .as("and without TLS not at all")
                .isThrownBy(() -> PlainMsal.builder(mailboxes.entra, "http://localhost:1/"));

        assertThat(mailboxes.provider().getToken(REQUEST))
                .isEqualTo(mailboxes.provider().getToken(REQUEST));
    }

    @Test
    void pitfall14_theReleaseThatCallsItselfTheLatestIsOlderAndIsNotHere() throws Exception {
        Properties artifact = new Properties();
        try (InputStream in = ConfidentialClientApplication.class.getResourceAsStream(
                "/META-INF/maven/com.microsoft.azure/msal4j/pom.properties")) {
            artifact.load(in);
        }

        assertThat(artifact.getProperty("version")).isNotEqualTo("1.30.0-beta").doesNotContain("beta");
        assertThat(Class.forName("com.microsoft.aad.msal4j.KnownMetadataProvider"))
                .as("which the beta does not have")
                .isNotNull();
    }
}
