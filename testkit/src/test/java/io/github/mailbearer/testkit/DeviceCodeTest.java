package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.OPENID_CONNECT;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceCodeTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final TokenClient http = new TokenClient(entra);
    private final DelegatedClient client = new DelegatedClient(entra);
    private Map<String, Object> codes = Map.of();

    @BeforeEach
    void askForCodes() throws Exception {
        entra.reset();
        entra.addAccount(ANA).allowPublicClients(true).deviceCodeInterval(Duration.ZERO);
        codes = JSONObjectUtils.parse(request(Map.of()).body());
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> request(Map<String, String> changes) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", entra.clientId());
        form.put("scope", SMTP + OPENID_CONNECT);
        form.putAll(changes);
        return http.post(URI.create(entra.uri() + "/" + entra.tenantId() + "/oauth2/v2.0/devicecode"), form);
    }

    private String userCode() {
        return (String) codes.get("user_code");
    }

    private Map<String, String> poll() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("client_id", entra.clientId());
        form.put("device_code", (String) codes.get("device_code"));
        form.put("client_info", "1");
        return form;
    }

    @Test
    void givesCodesAndSaysWhatToDoWithThem() {
        assertThat(codes)
                .containsEntry("expires_in", 900L)
                .containsEntry("interval", 0L)
                .containsEntry("verification_uri", entra.uri() + "/devicelogin");
        assertThat((String) codes.get("message")).contains(userCode(), entra.uri() + "/devicelogin");
        assertThat(userCode()).matches("[A-Z0-9]{9}");
    }

    @Test
    void givesTokensOnceThePersonApproved() throws Exception {
        client.assertRefused(poll(), "authorization_pending", 70016);

        entra.approveDevice(userCode(), ANA);

        assertThat(client.tokens(poll()))
                .containsEntry("scope", SMTP)
                .containsKeys("access_token", "refresh_token", "id_token", "client_info");
        client.assertRefused(poll(), "bad_verification_code", 70000);
    }

    @Test
    void knowsTheGrantByItsOldNameToo() throws Exception {
        entra.approveDevice(userCode(), ANA);
        Map<String, String> form = poll();
        form.put("grant_type", "device_code");

        assertThat(client.tokens(form)).containsKey("access_token");
    }

    @Test
    void refreshesWithoutASecret() throws Exception {
        entra.approveDevice(userCode(), ANA);
        Map<String, String> form = client.refresh((String) client.tokens(poll()).get("refresh_token"));
        form.remove("client_secret");

        assertThat(client.tokens(form)).containsKey("refresh_token");
    }

    @Test
    void saysThatThePersonDeclined() throws Exception {
        entra.declineDevice(userCode());

        client.assertRefused(poll(), "authorization_declined", 65004);
    }

    @Test
    void declinesADeviceWhereOnlyAnAdministratorMayConsent() throws Exception {
        entra.requireAdminConsent(true).approveDevice(userCode(), ANA);

        client.assertRefused(poll(), "authorization_declined", 65004);
    }

    @Test
    void endsACodeAfterAQuarterOfAnHour() throws Exception {
        clock.advance(Duration.ofMinutes(15));

        client.assertRefused(poll(), "expired_token", 70020);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.approveDevice(userCode(), ANA))
                .withMessageContaining(userCode());
    }

    @Test
    void slowsDownADeviceThatAsksTooSoon() throws Exception {
        entra.deviceCodeInterval(Duration.ofSeconds(5));
        client.assertRefused(poll(), "authorization_pending", 70016);
        clock.advance(Duration.ofMillis(4_999));
        client.assertRefused(poll(), "slow_down", 70016);

        clock.advance(Duration.ofSeconds(5));

        client.assertRefused(poll(), "authorization_pending", 70016);
    }

    @Test
    void wantsThePublicClientToBeAllowed() throws Exception {
        entra.allowPublicClients(false);

        client.assertRefused(poll(), "invalid_client", 7000218);
    }

    @Test
    void letsNoPublicClientActForItself() throws Exception {
        Map<String, String> form = http.form();
        form.remove("client_secret");

        client.assertRefused(form, "invalid_client", 7000216);
    }

    @Test
    void refusesToGiveCodesForWhatItDoesNotKnow() throws Exception {
        assertThat(JSONObjectUtils.parse(request(Map.of("client_id", "other")).body()))
                .containsEntry("error_codes", List.of(700016L));
        assertThat(JSONObjectUtils.parse(request(Map.of("scope", "")).body()))
                .containsEntry("error_codes", List.of(900144L));
    }

    @Test
    void letsAPersonTypeTheCode() throws Exception {
        Browser browser = new Browser(entra).open(URI.create(entra.uri() + "/devicelogin?"));
        browser.press("Accept", Map.of("user_code", "WRONG", "account", ANA));
        assertThat(browser.page()).contains("didn't work");

        browser.press("Accept", Map.of("user_code", userCode().toLowerCase(Locale.ROOT)));

        assertThat(browser.page()).contains("You have signed in on your device");
        assertThat(client.tokens(poll())).containsKey("access_token");
    }

    @Test
    void letsAPersonDecline() throws Exception {
        new Browser(entra)
                .open(URI.create(entra.uri() + "/devicelogin?"))
                .press("Cancel", Map.of("user_code", userCode()));

        client.assertRefused(poll(), "authorization_declined", 65004);
    }

    @Test
    void countsIntervalsInSeconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.deviceCodeInterval(Duration.ofMillis(1)))
                .withMessageContaining("deviceCodeInterval");
    }
}
