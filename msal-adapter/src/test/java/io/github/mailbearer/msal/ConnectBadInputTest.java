package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.REDIRECT;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not come from the browser and the sign-in that it should costs no request and changes nothing. */
@Timeout(30)
class ConnectBadInputTest {

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

    private void assertRefused(Map<String, String> callback, String browserValue, Reason reason) {
        assertThat(connecting.refusal(callback, browserValue).reason()).isEqualTo(reason);
        assertThat(connecting.entra.tokenRequestCount()).isZero();
        assertThat(connector.list()).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> callback, String name, String value) {
        Map<String, String> changed = new HashMap<>(callback);
        changed.put(name, value);
        return changed;
    }

    @Test
    void aTamperedOrMissingStateIsRefusedAndTheRightOneStillWorks() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);
        String state = callback.get("state");
        String tampered = (state.startsWith("A") ? "B" : "A") + state.substring(1);
        Map<String, String> missing = new HashMap<>(callback);
        missing.remove("state");

        assertRefused(with(callback, "state", tampered), request.browserValue(), Reason.STATE_INVALID);
        assertRefused(with(callback, "state", state + "A"), request.browserValue(), Reason.STATE_INVALID);
        assertRefused(with(callback, "state", ""), request.browserValue(), Reason.STATE_INVALID);
        assertRefused(missing, request.browserValue(), Reason.STATE_INVALID);
        assertRefused(Map.of(), request.browserValue(), Reason.STATE_INVALID);

        assertThat(connector.complete(callback, request.browserValue()).mailbox())
                .isEqualTo(MAILBOX);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "AAAA", "not/base64 at all", "TUJTAQR0ZXN0AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aMissingOrForeignBrowserValueIsRefused(String browserValue) {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        assertRefused(callback, browserValue, Reason.BROWSER_MISMATCH);
    }

    @Test
    void eachTamperedOctetOfTheBrowserValueIsNoticed() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);
        String value = request.browserValue();

        for (int i = 0; i + 1 < value.length(); i++) { // the last one holds unused bits
            String tampered = value.substring(0, i) + (value.charAt(i) == 'A' ? 'B' : 'A') + value.substring(i + 1);
            assertThat(connecting.refusal(callback, tampered).reason()).isEqualTo(Reason.BROWSER_MISMATCH);
        }
        assertThat(connecting.entra.tokenRequestCount()).isZero();
    }

    @Test
    void theBrowserValueOfAnotherApplicationIsRefused() {
        EntraApplication other = Applications.of(connecting.entra)
                .clientId("99998888-7777-4666-8555-444433332222")
                .build();
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        MailboxNotConnectedException refusal =
                Connecting.refusal(() -> connecting.builder(other).build().complete(callback, request.browserValue()));

        assertThat(refusal.reason()).isEqualTo(Reason.BROWSER_MISMATCH);
    }

    @Test
    void anAttackersAnswerInSomebodyElsesBrowserIsRefused() {
        AuthorizationRequest attackers = connector.begin(MAILBOX);
        AuthorizationRequest victims = connector.begin(OTHER);
        Map<String, String> attackersCallback = connecting.signIn(attackers, MAILBOX);

        assertRefused(attackersCallback, victims.browserValue(), Reason.STATE_INVALID);
    }

    @Test
    void theAnswersOfTwoSignInsAreNotMixedUp() {
        AuthorizationRequest one = connector.begin(MAILBOX);
        AuthorizationRequest two = connector.begin(OTHER);
        Map<String, String> callbackOne = connecting.signIn(one, MAILBOX);
        Map<String, String> callbackTwo = connecting.signIn(two, OTHER);

        assertRefused(callbackOne, two.browserValue(), Reason.STATE_INVALID);
        assertRefused(callbackTwo, one.browserValue(), Reason.STATE_INVALID);
        assertThat(connector.complete(callbackTwo, two.browserValue()).account())
                .isEqualTo(OTHER);
        assertThat(connector.complete(callbackOne, one.browserValue()).account())
                .isEqualTo(MAILBOX);
    }

    @Test
    void theCodeOfAnotherSignInIsRefusedByItsVerifier() {
        AuthorizationRequest attackers = connector.begin(MAILBOX);
        AuthorizationRequest victims = connector.begin(MAILBOX);
        String code = connecting.signIn(attackers, MAILBOX).get("code");
        Map<String, String> callback = with(connecting.signIn(victims, MAILBOX), "code", code);

        MailboxNotConnectedException refusal = connecting.refusal(callback, victims.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("another sign-in").hasMessageContaining("AADSTS501481");
        assertThat(connector.list()).isEmpty();
    }

    @Test
    void anAnswerThatTakesLongerThanTenMinutesIsRefused() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        connecting.clock.advance(Duration.ofMinutes(10).plusMillis(1));

        assertRefused(callback, request.browserValue(), Reason.STATE_EXPIRED);
    }

    @Test
    void anAnswerToASignInOfTheFutureIsRefusedUnlessClocksJustDiffer() {
        connecting.clock.advance(Duration.ofMinutes(3));
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);
        connecting.clock.advance(Duration.ofMinutes(-3));
        assertRefused(callback, request.browserValue(), Reason.STATE_EXPIRED);

        connecting.clock.advance(Duration.ofMinutes(1));

        assertThat(connector.complete(callback, request.browserValue()).mailbox())
                .isEqualTo(MAILBOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nSet-Cookie: x=y", "\u0000", "ä"})
    void aCodeThatIsNoneIsNotSentAnywhere(String code) {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = with(connecting.signIn(request, MAILBOX), "code", code);

        assertRefused(callback, request.browserValue(), Reason.CODE_MISSING);
    }

    @Test
    void whatIsPutIntoParametersReachesNoOtherParameter() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        String injected = "x&grant_type=client_credentials&redirect_uri=https://attacker.example/";
        Map<String, String> callback = with(connecting.signIn(request, MAILBOX), "code", injected);

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(connecting.entra.tokenRequests().get(0).form())
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("code", injected);
    }

    @Test
    void whatIsPutIntoAnErrorIsNotRepeated() {
        AuthorizationRequest request = connector.begin(MAILBOX);
        Map<String, String> callback = Map.of(
                "state", Connecting.parameters(request.url()).get("state"),
                "error", "<script>alert(1)</script>",
                "error_description", "Call 555-0100 and tell us your password");

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageNotContaining("script").hasMessageNotContaining("0100");
        assertThat(refusal.error()).contains("unreadable_error");
        assertThat(refusal.details()).containsOnlyKeys("tenant", "client_id", "scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noreply",
                "a@b@c",
                "state:abc",
                "state:a@b",
                "a b@contoso.com",
                "a@b\r\nX: y",
                "a\u200Bb@contoso.com",
                "a\u00A0b@contoso.com",
                "a\uD800@contoso.com"
            })
    void aMailboxThatIsNoAddressIsRefused(String mailbox) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.begin(mailbox))
                .withMessageContaining("mailbox is no address");
        assertThatIllegalArgumentException().isThrownBy(() -> connector.importRefreshToken(mailbox, "token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "state:abc", "state:a@b", "a b@contoso.com", "a@b\r\nX: y"})
    void aNameThatNoConnectedMailboxCanHaveIsNotLookedUp(String mailbox) {
        assertThatIllegalArgumentException().isThrownBy(() -> connector.disconnect(mailbox));
        assertThatIllegalArgumentException().isThrownBy(() -> connector.find(mailbox));
    }

    @Test
    void optionsThatAreMalformedAreRefusedByName() {
        SignInOptions options = SignInOptions.of(MAILBOX);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withClaims("{\"a\":"))
                .withMessageContaining("claims");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withLoginHint(" "))
                .withMessageContaining("loginHint");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withDomainHint("a\nb"))
                .withMessageContaining("domainHint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/connected",
                "https://shop.example/connected#part",
                "https://user@shop.example/connected",
                "/connected",
                "urn:ietf:wg:oauth:2.0:oob",
                "http://localhost.attacker.example/",
                "ftp://shop.example/connected"
            })
    void aRedirectUriThatIsNoneIsRefused(String redirectUri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connecting
                        .builder()
                        .redirectUri(URI.create(redirectUri))
                        .build())
                .withMessageContaining("redirectUri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://localhost:8080/back",
                "http://127.0.0.1/",
                "http://[::1]:81/x?y=z"
            })
    void aRedirectUriMayBeOnThisMachine(String redirectUri) {
        MailboxConnector connector =
                connecting.builder().redirectUri(URI.create(redirectUri)).build();

        assertThat(Connecting.parameters(connector.begin(MAILBOX).url())).containsEntry("redirect_uri", redirectUri);
    }

    @Test
    void whatIsMissingIsNamed() {
        MailboxConnector.Builder builder = MailboxConnector.builder(connecting.application, connecting.store());
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("redirectUri is missing");
        builder.redirectUri(REDIRECT);
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("scopes are missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailboxConnector.builder(connecting.application, connecting.rows))
                .withMessageContaining("in clear");
    }

    @Test
    void aStoreThatEncryptsByItselfNeedsKeysForTheBrowserValue() {
        TokenCacheStore store = TokenCacheStore.unencrypted(connecting.rows);
        MailboxConnector.Builder builder = MailboxConnector.builder(connecting.application, store)
                .redirectUri(REDIRECT)
                .scopes(SMTP);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("sealingKeys");
        assertThat(builder.sealingKeys(connecting.keys).build().begin(MAILBOX).browserValue())
                .isNotEmpty();
    }
}
