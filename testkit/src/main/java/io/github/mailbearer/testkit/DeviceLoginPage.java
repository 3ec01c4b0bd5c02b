package io.github.mailbearer.testkit;

import java.util.Map;
import java.util.Optional;

/** The page on which a person types the code that a device shows (RFC 8628 section 3.3). */
final class DeviceLoginPage implements Site {

    static final String PATH = "/devicelogin";

    private final DeviceCodes codes;
    private final Directory directory;
    private final Consents consents;

    DeviceLoginPage(DeviceCodes codes, Directory directory, Consents consents) {
        this.codes = codes;
        this.directory = directory;
        this.consents = consents;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        return request.path().equals(PATH)
                ? Optional.of(answer(request.method().equals("POST") ? request.form() : Map.of()))
                : Optional.empty();
    }

    private HttpReply answer(Map<String, String> answers) {
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
                                PATH,
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
