package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.IMAP;
import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.REDIRECT;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person signs in once, and the application has the mailbox. */
@Timeout(30)
class ConnectTest {

    private static Connecting connecting;

    private MailboxConnector connector;

    @BeforeAll
    static void start() {
        connecting = new Connecting();
    }

    @AfterAll
    static void stop() {
        connecting.close();
    }

    @BeforeEach
    void reset() {
        connecting.reset();
        connector = connecting.connector;
    }

    @Test
    void aMailboxThatSignedInIsConnectedAndHasTokens() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        ConnectedMailbox mailbox = connector.complete(connecting.signIn(request, MAILBOX), request.browserValue());

        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
        assertThat(mailbox.account()).isEqualTo(MAILBOX);
        assertThat(mailbox.tenantId()).isEqualTo(connecting.entra.tenantId());
        assertThat(mailbox.scopes()).containsExactlyInAnyOrder(SMTP, IMAP);
        assertThat(mailbox.connectedAt()).isEqualTo(connecting.clock.instant());
        assertThat(mailbox.health()).isEqualTo(ConnectionHealth.WORKING);
        assertThat(mailbox.reason()).isEmpty();
        connecting.clock.advance(Duration.ofHours(2));
        String token = MsalTokenProvider.delegated(
                        connecting.application, connecting.store(), connecting.clock, Pauses.Sleeper.SYSTEM)
                .getToken(TokenRequest.of(MAILBOX))
                .value();
        assertThat(connecting.entra.tokens().accepts("smtp", MAILBOX, token)).isTrue();
    }

    @Test
    void theBrowserIsSentWithAllThatProtectsTheAnswer() {
        AuthorizationRequest request = connector.begin(MAILBOX);

        assertThat(request.url().toString())
                .startsWith(connecting.entra.uri() + "/" + connecting.entra.tenantId() + "/oauth2/v2.0/authorize?");
        Map<String, String> parameters = Connecting.parameters(request.url());
        assertThat(parameters)
                .containsEntry("client_id", connecting.entra.clientId())
                .containsEntry("response_type", "code")
                .containsEntry("response_mode", "query")
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("scope", SMTP + " " + IMAP + " offline_access openid profile")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("prompt", "select_account")
                .containsEntry("login_hint", MAILBOX)
                .containsKeys("state", "nonce", "code_challenge")
                .hasSize(11);
        assertThat(parameters.get("state")).hasSize(43);
        assertThat(request.browserValue()).matches("[A-Za-z0-9_-]{100,3999}");
        assertThat(request.validUntil()).isEqualTo(connecting.clock.instant().plusSeconds(600));
    }

    @Test
    void eachSignInHasSecretsOfItsOwn() {
        Map<String, String> one = Connecting.parameters(connector.begin(MAILBOX).url());
        Map<String, String> two = Connecting.parameters(connector.begin(MAILBOX).url());

        for (String secret : new String[] {"state", "nonce", "code_challenge"}) {
            assertThat(one.get(secret)).isNotEqualTo(two.get(secret));
        }
    }

    @Test
    void thePersonIsAskedAsTheOptionsSay() {
        SignInOptions options = SignInOptions.of(MAILBOX)
                .withPrompt(SignInOptions.Prompt.CONSENT)
                .withLoginHint(OTHER)
                .withDomainHint("contoso.com")
                .withClaims("{\"access_token\":{\"polids\":{\"essential\":true}}}");

        assertThat(Connecting.parameters(connector.begin(options).url()))
                .containsEntry("prompt", "consent")
                .containsEntry("login_hint", OTHER)
                .containsEntry("domain_hint", "contoso.com")
                .containsEntry("claims", "{\"access_token\":{\"polids\":{\"essential\":true}}}");
        assertThat(Connecting.parameters(connector
                        .begin(options.withPrompt(SignInOptions.Prompt.WHEN_NEEDED))
                        .url()))
                .doesNotContainKey("prompt");
    }

    @Test
    void theCodeIsRedeemedOnceWithTheVerifierAndTheSameRedirectUri() {
        connecting.connect(MAILBOX);

        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
        RecordedRequest request = connecting.entra.tokenRequests().get(0);
        assertThat(request.form())
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsKeys("code", "code_verifier", "client_secret");
        assertThat(request.form().get("code_verifier")).hasSize(43);
    }

    @Test
    void anotherNodeMayTakeTheAnswer() {
        AuthorizationRequest request = connecting.builder().build().begin(MAILBOX);

        ConnectedMailbox mailbox =
                connecting.builder().build().complete(connecting.signIn(request, MAILBOX), request.browserValue());

        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void theConnectionIsStoredEncryptedBeforeSuccessIsTold() {
        connecting.connect(MAILBOX);

        Connection connection = connecting.row(MAILBOX);
        assertThat(connection.refreshToken()).isPresent();
        assertThat(connection.account().tenantId()).isEqualTo(connecting.entra.tenantId());
        assertThat(connection.token(connection.scopes())).isPresent();
        assertThat(connection.cache()).doesNotContain(connection.tokens().get(0).value());
        String stored = new String(
                connecting
                        .rows
                        .rows
                        .load(connecting.connections.key(MAILBOX))
                        .content()
                        .orElseThrow(),
                ISO_8859_1);
        assertThat(stored).doesNotContain(connection.refreshToken().orElseThrow());
    }

    @Test
    void upperAndLowerCaseOfTheMailboxMakeNoDifference() {
        AuthorizationRequest request = connector.begin("NoReply@Contoso.com");

        assertThat(connector
                        .complete(connecting.signIn(request, MAILBOX), request.browserValue())
                        .mailbox())
                .isEqualTo(MAILBOX);
    }

    @Test
    void aMailboxMayBeConnectedAgain() {
        connecting.connect(MAILBOX);
        String first = connecting.row(MAILBOX).refreshToken().orElseThrow();

        connecting.clock.advance(Duration.ofDays(1));
        ConnectedMailbox again = connecting.connect(MAILBOX);

        assertThat(again.connectedAt()).isEqualTo(connecting.clock.instant());
        assertThat(connecting.row(MAILBOX).refreshToken()).isPresent().get().isNotEqualTo(first);
        assertThat(connector.list()).hasSize(1);
    }

    @Test
    void aMailboxMayBeConnectedAgainAfterItWasDisconnected() {
        connecting.connect(MAILBOX);
        connector.disconnect(MAILBOX);

        connecting.connect(MAILBOX);

        assertThat(connector.find(MAILBOX)).isPresent();
    }

    @Test
    void aRowThatChangesMeanwhileIsWrittenOverAllTheSame() {
        connecting.connect(MAILBOX);
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);
        TokenCacheKey key = connecting.connections.key(MAILBOX);
        connecting.rows.beforeWrite = written -> {
            if (written.equals(key)) {
                connecting.rows.beforeWrite = other -> {};
                Connections.Stored row = connecting.connections.load(key);
                connecting.connections.save(key, row.version(), connecting.row(MAILBOX));
            }
        };

        connecting.clock.advance(Duration.ofMinutes(1));
        connector.complete(callback, request.browserValue());

        assertThat(connecting.row(MAILBOX).connectedAt()).isEqualTo(connecting.clock.instant());
    }

    @Test
    void whatEntraDemandedOfAMailboxIsDemandedOfThePerson() {
        connecting.connect(MAILBOX);
        TokenCacheKey key = connecting.connections.key(MAILBOX);
        Connection.Refusal refusal =
                new Connection.Refusal("interaction_required", 50076, "{\"a\":1}", connecting.clock.instant());
        connecting.connections.save(key, 1, connecting.row(MAILBOX).refused(refusal));

        assertThat(Connecting.parameters(connector.begin(MAILBOX).url())).containsEntry("claims", "{\"a\":1}");
        assertThat(Connecting.parameters(connector.begin(OTHER).url())).doesNotContainKey("claims");
    }

    @Test
    void anyAccountMayBeAllowedToSignIn() {
        MailboxConnector any = connecting.builder().allowAnyAccount().build();

        AuthorizationRequest request = any.begin(SignInOptions.ofAnyAccount());
        assertThat(Connecting.parameters(request.url())).doesNotContainKey("login_hint");
        assertThat(any.complete(connecting.signIn(request, OTHER), request.browserValue())
                        .mailbox())
                .isEqualTo(OTHER);

        AuthorizationRequest named = any.begin(MAILBOX);
        ConnectedMailbox mailbox = any.complete(connecting.signIn(named, OTHER), named.browserValue());
        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
        assertThat(mailbox.account()).isEqualTo(OTHER);
    }

    @Test
    void withoutAMailboxAnyAccountMustBeAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.begin(SignInOptions.ofAnyAccount()))
                .withMessageContaining("allowAnyAccount");
    }

    @Test
    void anAdministratorIsSentToAPageForConsent() {
        URI url = connector.adminConsentUrl();

        assertThat(url.toString())
                .startsWith(connecting.entra.uri() + "/" + connecting.entra.tenantId() + "/v2.0/adminconsent?");
        assertThat(Connecting.parameters(url))
                .containsEntry("client_id", connecting.entra.clientId())
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("scope", SMTP + " " + IMAP + " offline_access openid profile");
        EntraApplication common =
                Applications.of(connecting.entra).tenantId("common").build();
        assertThat(connecting.builder(common).build().adminConsentUrl().getPath())
                .isEqualTo("/organizations/v2.0/adminconsent");
    }

    @Test
    void inTheCloudThePagesAreThoseOfItsLoginHost() {
        EntraApplication application = EntraApplication.builder()
                .cloud(EntraCloud.US_GOVERNMENT)
                .tenantId(connecting.entra.tenantId())
                .clientId(connecting.entra.clientId())
                .credential(EntraCredential.secret("a-secret"))
                .build();
        MailboxConnector government = connecting.builder(application).build();

        assertThat(government.begin(MAILBOX).url().toString())
                .startsWith(
                        "https://login.microsoftonline.us/" + connecting.entra.tenantId() + "/oauth2/v2.0/authorize?");
        assertThat(government.adminConsentUrl().getHost()).isEqualTo("login.microsoftonline.us");
    }

    @Test
    void aDisconnectedMailboxHasNoTokensAndIsListedNoMore() {
        connecting.connect(MAILBOX);

        assertThat(connector.disconnect("NoReply@contoso.com")).isTrue();

        assertThat(connector.disconnect(MAILBOX)).isFalse();
        assertThat(connector.find(MAILBOX)).isEmpty();
        assertThat(connector.list()).isEmpty();
        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> MsalTokenProvider.delegated(connecting.application, connecting.store())
                        .getToken(TokenRequest.of(MAILBOX)));
    }
}
