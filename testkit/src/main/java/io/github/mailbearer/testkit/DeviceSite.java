package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a device asks for its codes (RFC 8628 section 3.1), and the page on which a person types one. */
final class DeviceSite implements Site {

    private static final String DEVICE_CODE = "/oauth2/v2.0/devicecode";
    private static final String LOGIN = "/devicelogin";

    private final String uri;
    private final AppRegistration app;
    private final DeviceCodes codes;
    private final Directory directory;
    private final Consents consents;
    private final InstantSource clock;

    DeviceSite(
            String uri,
            AppRegistration app,
            DeviceCodes codes,
            Directory directory,
            Consents consents,
            InstantSource clock) {
        this.uri = uri;
        this.app = app;
        this.codes = codes;
        this.directory = directory;
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        if (request.path().equals(LOGIN)) {
            return Optional.of(page(request.method().equals("POST") ? request.form() : Map.of()));
        }
        return AuthorizationRequest.at(DEVICE_CODE, request.path(), request.body())
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
        if (!tenant.equalsIgnoreCase(app.tenantId()) && !TokenEndpoint.SHARED_TENANTS.contains(tenant)) {
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
        members.put("verification_uri", uri + LOGIN);
        members.put("expires_in", DeviceCodes.LIFETIME.toSeconds());
        members.put("interval", codes.interval().toSeconds());
        members.put(
                "message",
                "To sign in, use a web browser to open the page " + uri + LOGIN + " and enter the code "
                        + device.userCode() + " to authenticate.");
        return members;
    }

    private HttpReply page(Map<String, String> answers) {
        String userCode = answers.getOrDefault("user_code", "");
        Optional<DeviceCodes.Device> device = codes.ofUser(userCode);
        if (device.isPresent() && answers.getOrDefault("decision", "").equals("cancel")) {
            device.get().decline();
            return done("You declined.");
        }
        Optional<Person> person = directory.find(answers.getOrDefault("account", ""));
        if (device.isPresent() && person.isPresent()) {
            approve(device.get(), person.get());
            return device.get().person().isPresent()
                    ? done("You have signed in on your device.")
                    : done("Need admin approval");
        }
        return HtmlPage.of(
                200,
                "Enter code to allow access",
                (answers.isEmpty() ? "" : HtmlPage.paragraph("That code or account didn't work. Try again."))
                        + HtmlPage.form(
                                LOGIN,
                                HtmlPage.input("Code", "user_code", userCode)
                                        + HtmlPage.input("Email", "account", answers.getOrDefault("account", ""))
                                        + HtmlPage.button("Accept", "decision", "accept")
                                        + HtmlPage.button("Cancel", "decision", "cancel")));
    }

    private static HttpReply done(String text) {
        return HtmlPage.of(200, text, HtmlPage.paragraph("You may close this window."));
    }

    void approve(DeviceCodes.Device device, Person person) {
        if (consents.awaitsAdmin()) {
            device.decline();
        } else {
            consents.accept(person, device.scopes());
            device.approve(person);
        }
    }

    /** The device of a code that a test names, which must wait. */
    DeviceCodes.Device waiting(String userCode) {
        return codes.ofUser(userCode)
                .orElseThrow(() -> new IllegalArgumentException("no device waits with the code " + userCode));
    }
}
