package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assertions that somebody else signs prove who the application is. */
@Timeout(30)
class ClientAssertionTest {

    private static final KeyPair PAIR = TestKeys.rsa();
    private static final EntraReply OUT_OF_TIME =
            EntraReply.error(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");

    @TempDir
    Path directory;

    private static FakeEntra entra;

    @BeforeAll
    static void start() {
        entra = FakeEntra.start();
    }

    @BeforeEach
    void reset() {
        entra.reset();
        entra.registerCertificate(TestKeys.certificate(PAIR));
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    private MsalTokenProvider provider(EntraCredential credential) {
        return MsalTokenProvider.clientCredentials(
                Applications.of(entra).credential(credential).build());
    }

    private String assertion() {
        return SignedAssertion.of(entra, PAIR.getPrivate(), Instant.now().plus(Duration.ofMinutes(10)));
    }

    private String sent(int request) {
        return entra.tokenRequests().get(request).form().get("client_assertion");
    }

    @Test
    void theCallbackIsAskedAtEachTokenRequest() {
        MsalTokenProvider provider = provider(EntraCredential.assertion(this::assertion));

        provider.getToken(REQUEST);
        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
        assertThat(sent(0)).isNotEqualTo(sent(1));
    }

    @Test
    void anAssertionThatIsOutOfTimeIsTriedOnceMoreWithAFreshOne() {
        entra.answerNext(OUT_OF_TIME);

        provider(EntraCredential.assertion(this::assertion)).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
        assertThat(sent(0)).isNotEqualTo(sent(1));
    }

    @Test
    void aFreshAssertionThatIsRefusedTooIsTheEnd() {
        entra.answerAlways(OUT_OF_TIME);
        MsalTokenProvider provider = provider(EntraCredential.assertion(this::assertion));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("AADSTS700024")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void theSameAssertionIsNotSentTwice() {
        String same = assertion();
        entra.answerNext(OUT_OF_TIME);
        MsalTokenProvider provider = provider(EntraCredential.assertion(() -> same));

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null|is null: it must be a signed JSON Web Token",
                "' '|is empty: it must be",
                "planted|is no JSON Web Token",
                "eyJhbGciOiJub25lIn0.planted|is no JSON Web Token",
                "planted.planted.planted|holds no claims that can be read",
            })
    void whatCannotBeAnAssertionIsNotSent(String assertion, String fault) {
        MsalTokenProvider provider = provider(EntraCredential.assertion(() -> assertion));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageStartingWith("The assertion that the callback gave for application " + entra.clientId())
                .withMessageContaining(fault)
                .withMessageNotContaining("planted");
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void anAssertionThatHasEndedIsNotSent() {
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(Duration.ofMinutes(6));
        MsalTokenProvider provider =
                provider(EntraCredential.assertion(() -> SignedAssertion.of(entra, PAIR.getPrivate(), end)));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("ended at " + end);
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void anAssertionWithoutAnEndIsForEntraToJudge() {
        String timeless = "e30." + SignedAssertion.base64("{\"sub\":\"me\"}".getBytes(US_ASCII)) + ".c2ln";
        MsalTokenProvider provider = provider(EntraCredential.assertion(() -> timeless));

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aFailingCallbackIsTheCause() {
        IOException down = new IOException("the vault is sealed");
        Callable<String> failing = () -> {
            throw down;
        };
        MsalTokenProvider provider = provider(EntraCredential.assertion(failing));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("the callback failed; see the cause")
                .withCause(down);
    }

    @Test
    void anInterruptedCallbackLeavesTheThreadInterrupted() {
        MsalTokenProvider provider = provider(EntraCredential.assertion(() -> {
            throw new InterruptedException();
        }));

        TokenException failure =
                catchThrowableOfType(TokenUnavailableException.class, () -> provider.getToken(REQUEST));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aCallbackMaySayItselfWhatItsFailureMeans() {
        TokenRequestDeniedException denied = new TokenRequestDeniedException("the vault does not know us");
        MsalTokenProvider provider = provider(EntraCredential.assertion(() -> {
            throw denied;
        }));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .isSameAs(denied);
    }

    @Test
    void theFileIsReadAtEachTokenRequest() throws IOException {
        Path file = directory.resolve("token");
        MsalTokenProvider provider = provider(EntraCredential.federatedToken(file));

        Files.writeString(file, assertion() + "\n");
        provider.getToken(REQUEST);
        Files.writeString(file, assertion());
        provider.getToken(REQUEST);
        assertThat(sent(0)).isNotEqualTo(sent(1));
    }

    @Test
    void aMissingOrEmptyFileIsTemporary() throws IOException {
        Path file = directory.resolve("token");
        MsalTokenProvider provider = provider(EntraCredential.federatedToken(file));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("since the file " + file + " failed")
                .withCauseInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "\n");
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("The file " + file + " is empty");
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.assertion(null))
                .withMessageStartingWith("current is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.federatedToken(null))
                .withMessageStartingWith("file is missing");
    }

    @Test
    void noAssertionIsShown() {
        entra.answerNext(OUT_OF_TIME, OUT_OF_TIME);
        MsalTokenProvider provider = provider(EntraCredential.assertion(this::assertion));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            logs.add(catchThrowableOfType(TokenException.class, () -> provider.getToken(REQUEST)));
            provider.getToken(REQUEST);
            for (int i = 0; i < entra.tokenRequestCount(); i++) {
                assertThat(SecretSearch.of(sent(i)).in(logs.text())).isEmpty();
            }
        }
    }
}
