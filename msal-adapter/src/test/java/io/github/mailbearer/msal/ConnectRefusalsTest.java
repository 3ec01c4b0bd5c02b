package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.IMAP;
import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import io.github.mailbearer.testkit.EntraReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Entra refuses, or grants otherwise than it was asked, has a reason of its own, and changes nothing stored. */
@Timeout(30)
class ConnectRefusalsTest {

    private static final String FOREIGN_TENANT = "0f0f0f0f-1111-4222-8333-444444444444";

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

    /** Signs in as the mailbox, and takes the refusal, after which nothing is stored and the same is told again. */
    private MailboxNotConnectedException refusalOf(String username) {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, username);
        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(connector.find(MAILBOX)).isEmpty();
        assertThat(connector.list()).isEmpty();
        int requests = connecting.entra.tokenRequestCount();
        MailboxNotConnectedException again = connecting.refusal(callback, request.browserValue());
        assertThat(again.reason()).isEqualTo(refusal.reason());
        assertThat(again).hasMessage(refusal.getMessage());
        assertThat(again.adminConsentUrl()).isEqualTo(refusal.adminConsentUrl());
        assertThat(again.error()).isEqualTo(refusal.error());
        assertThat(again.details()).isEqualTo(refusal.details());
        assertThat(again.diagnosis().id()).isEqualTo(refusal.diagnosis().id());
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(requests);
        return refusal;
    }

    @Test
    void aPersonWhoCancelsHasDeniedConsent() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = Connecting.parameters(connecting.entra.cancel(request.url()));

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.CONSENT_DENIED);
        assertThat(refusal.error()).contains("access_denied");
        assertThat(refusal.details()).containsEntry("error_codes", "65004");
        assertThat(refusal).hasMessageContaining("cancelled").hasMessageContaining("AADSTS65004");
        assertThat(Diagnosis.of(new IllegalStateException(refusal)).id()).isEqualTo("E31");
        assertThat(connecting.entra.tokenRequestCount()).isZero();
    }

    @Test
    void whereOnlyAnAdministratorMayConsentTheAddressForThatIsGiven() {
        connecting.entra.requireAdminConsent(true);

        MailboxNotConnectedException refusal = refusalOf(MAILBOX);

        assertThat(refusal.reason()).isEqualTo(Reason.ADMIN_CONSENT_REQUIRED);
        assertThat(refusal.adminConsentUrl()).contains(connector.adminConsentUrl());
    }

    @Test
    void afterAnAdministratorConsentedTheMailboxIsConnected() {
        connecting.entra.requireAdminConsent(true);
        Map<String, String> callback =
                Connecting.parameters(connecting.entra.adminConsent(connector.adminConsentUrl()));

        assertThat(connecting.refusal(callback, null).reason()).isEqualTo(Reason.ADMIN_CONSENT_GIVEN);

        assertThat(connecting.connect(MAILBOX).mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void anAdministratorWhoDeclinesHasDeniedConsent() {
        Map<String, String> callback = Map.of("admin_consent", "True", "error", "access_denied");

        assertThat(connecting.refusal(callback, null).reason()).isEqualTo(Reason.CONSENT_DENIED);
    }

    @Test
    void somebodyElsesAccountIsRefused() {
        MailboxNotConnectedException refusal = refusalOf(OTHER);

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ACCOUNT);
        assertThat(refusal).hasMessageContaining(OTHER).hasMessageContaining(MAILBOX);
    }

    @Test
    void anAddressThatAnybodyCanClaimIsNotWhoSignedIn() {
        connecting.entra.idTokenClaims(Map.of("email", MAILBOX));

        assertThat(refusalOf(OTHER).reason()).isEqualTo(Reason.WRONG_ACCOUNT);
    }

    @Test
    void anotherTenantsAccountIsRefused() {
        connecting.entra.idTokenClaims(
                Map.of("tid", FOREIGN_TENANT, "iss", "https://login.microsoftonline.com/" + FOREIGN_TENANT + "/v2.0"));

        assertThat(refusalOf(MAILBOX).reason()).isEqualTo(Reason.WRONG_TENANT);
    }

    @Test
    void aGrantWithoutARefreshTokenIsRefused() {
        connecting.entra.omitRefreshToken(true);

        MailboxNotConnectedException refusal = refusalOf(MAILBOX);

        assertThat(refusal.reason()).isEqualTo(Reason.REFRESH_TOKEN_MISSING);
        assertThat(refusal).hasMessageContaining("offline_access");
        assertThat(Diagnosis.of(refusal).id()).isEqualTo("E54");
    }

    @Test
    void aGrantOfLessThanWasAskedForIsRefused() {
        connecting.entra.grantOnly(SMTP);

        MailboxNotConnectedException refusal = refusalOf(MAILBOX);

        assertThat(refusal.reason()).isEqualTo(Reason.SCOPES_MISSING);
        assertThat(refusal).hasMessageContaining(IMAP).hasMessageNotContaining(SMTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "aud", "iss", "tid", "exp", "iat", "preferred_username"})
    void anIdTokenThatLacksAClaimIsRefused(String claim) {
        Map<String, Object> without = new HashMap<>();
        without.put(claim, null);
        connecting.entra.idTokenClaims(without);

        assertThat(refusalOf(MAILBOX).reason()).isEqualTo(Reason.ID_TOKEN_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, bm90IHRoZSBub25jZSB0aGF0IHdhcyBzZW50LCBzb3JyeQ",
        "aud, 11111111-2222-4333-8444-555555555555",
        "iss, https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0",
        "iss, https://login.attacker.example/v2.0",
        "tid, contoso.com"
    })
    void anIdTokenForSomethingElseIsRefused(String claim, String value) {
        connecting.entra.idTokenClaims(Map.of(claim, value));

        assertThat(refusalOf(MAILBOX).reason()).isEqualTo(Reason.ID_TOKEN_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"exp, -PT6M", "iat, PT6M", "nbf, PT6M"})
    void anIdTokenThatIsNotValidNowIsRefused(String claim, Duration distance) {
        connecting.entra.idTokenClaims(Map.of(claim, connecting.clock.instant().plus(distance)));

        assertThat(refusalOf(MAILBOX).reason()).isEqualTo(Reason.ID_TOKEN_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"exp, -PT4M", "iat, PT4M", "nbf, PT4M"})
    void clocksMayDifferByMinutes(String claim, Duration distance) {
        connecting.entra.idTokenClaims(Map.of(claim, connecting.clock.instant().plus(distance)));

        assertThat(connecting.connect(MAILBOX).mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aCodeThatWasRedeemedElsewhereIsRefused() {
        connecting.entra.answerNext(EntraReply.error(400, "invalid_grant", 54005, "Already redeemed."));

        MailboxNotConnectedException refusal = refusalOf(MAILBOX);

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.error()).contains("invalid_grant");
        assertThat(refusal).hasMessageContaining("redeemed before");
        assertThat(refusal.details()).containsKey("correlation_id");
    }

    @Test
    void aRefusalOfUnknownNumberSaysWhereToReadAboutIt() {
        connecting.entra.answerNext(EntraReply.error(400, "invalid_grant", 99999, "New in 2030."));

        assertThat(refusalOf(MAILBOX)).hasMessageContaining("https://login.microsoftonline.com/error?code=99999");
    }

    @Test
    void aRefusedSignInLeavesTheConnectionThatWasThere() {
        connecting.connect(MAILBOX);
        Connection before = connecting.row(MAILBOX);
        AuthorizationRequest request = connector.begin(MAILBOX);

        connecting.refusal(connecting.signIn(request, OTHER), request.browserValue());

        assertThat(connecting.row(MAILBOX)).isEqualTo(before);
    }
}
