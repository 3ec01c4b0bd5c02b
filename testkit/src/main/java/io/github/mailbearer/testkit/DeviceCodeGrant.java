package io.github.mailbearer.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The device authorization grant (RFC 8628 section 3.4). */
final class DeviceCodeGrant implements Grant {

    static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    /** What MSAL4J still calls it. */
    static final String OLD_TYPE = "device_code";

    private final ClientAuthentication clients;
    private final DeviceCodes codes;
    private final RefreshTokens refreshTokens;
    private final PersonTokens tokens;
    private final InstantSource clock;

    DeviceCodeGrant(
            ClientAuthentication clients,
            DeviceCodes codes,
            RefreshTokens refreshTokens,
            PersonTokens tokens,
            InstantSource clock) {
        this.clients = clients;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public EntraReply answer(Map<String, String> form) {
        return clients.refusalOf(form).orElseGet(() -> answerCode(form, form.getOrDefault("device_code", "")));
    }

    private EntraReply answerCode(Map<String, String> form, String code) {
        if (code.isEmpty()) {
            return TokenEndpoint.missing("device_code");
        }
        Optional<DeviceCodes.Device> device = codes.ofDevice(code);
        return device.isEmpty() ? unknown() : answerDevice(form, device.get());
    }

    private EntraReply answerDevice(Map<String, String> form, DeviceCodes.Device device) {
        Instant now = clock.instant();
        if (device.isExpired(now)) {
            return error(
                    "expired_token",
                    70020,
                    "The provided value for the input parameter 'device_code' is not valid. This device code has"
                            + " expired.");
        }
        if (device.pollsTooSoon(now, codes.interval())) {
            return error("slow_down", 70016, "OAuth 2.0 device flow error. Polling too frequently.");
        }
        return switch (device.state()) {
            case PENDING ->
                error(
                        "authorization_pending",
                        70016,
                        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
            case DECLINED -> error("authorization_declined", 65004, "User declined to consent to access the app.");
            case APPROVED -> redeem(form, device, device.person().orElseThrow());
            case USED -> unknown();
        };
    }

    private EntraReply redeem(Map<String, String> form, DeviceCodes.Device device, Person person) {
        PersonGrant grant = PersonGrant.of(person, device.scopes(), "", form);
        Optional<EntraReply> refusal = tokens.refusalOf(grant);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!device.use()) {
            return unknown();
        }
        boolean offline = device.scopes().openId().contains("offline_access") && !tokens.isRefreshTokenOmitted();
        return tokens.answer(grant, offline ? refreshTokens.issue(person, device.scopes()) : null);
    }

    private static EntraReply unknown() {
        return error(
                "bad_verification_code",
                70000,
                "The provided value for the input parameter 'device_code' is not valid.");
    }

    private static EntraReply error(String error, int aadsts, String description) {
        return EntraReply.error(400, error, aadsts, description);
    }
}
