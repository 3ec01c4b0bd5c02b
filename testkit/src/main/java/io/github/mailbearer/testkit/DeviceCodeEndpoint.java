package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a device asks for its codes (RFC 8628 section 3.1). */
final class DeviceCodeEndpoint implements Site {

    private static final String PATH = "/oauth2/v2.0/devicecode";

    private final String uri;
    private final AppRegistration app;
    private final DeviceCodes codes;
    private final InstantSource clock;

    DeviceCodeEndpoint(String uri, AppRegistration app, DeviceCodes codes, InstantSource clock) {
        this.uri = uri;
        this.app = app;
        this.codes = codes;
        this.clock = clock;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        return AuthorizationRequest.at(PATH, request.path(), request.body())
                .map(authorization -> codes(authorization, request));
    }

    private HttpReply codes(AuthorizationRequest authorization, HttpRequest request) {
        Optional<EntraError> error = errorIn(authorization);
        return error.isPresent()
                ? error.get().toReply(request, clock.instant())
                : HttpReply.json(200, members(codes.issue(authorization.scopes())));
    }

    private Optional<EntraError> errorIn(AuthorizationRequest authorization) {
        String tenant = authorization.tenant();
        if (!app.isServedAt(tenant)) {
            return Optional.of(new EntraError(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found."));
        }
        if (!authorization.get("client_id").equalsIgnoreCase(app.clientId())) {
            return Optional.of(
                    new EntraError(400, "unauthorized_client", 700016, "Application was not found in the directory."));
        }
        return authorization.scopes().isEmpty()
                ? Optional.of(new EntraError(
                        400,
                        "invalid_request",
                        900144,
                        "The request body must contain the following parameter: 'scope'."))
                : Optional.empty();
    }

    private Map<String, Object> members(DeviceCodes.Device device) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("user_code", device.userCode());
        members.put("device_code", device.deviceCode());
        members.put("verification_uri", uri + DeviceLoginPage.PATH);
        members.put("expires_in", DeviceCodes.LIFETIME.toSeconds());
        members.put("interval", codes.interval().toSeconds());
        members.put(
                "message",
                "To sign in, use a web browser to open the page " + uri + DeviceLoginPage.PATH + " and enter the code "
                        + device.userCode() + " to authenticate.");
        return members;
    }
}
