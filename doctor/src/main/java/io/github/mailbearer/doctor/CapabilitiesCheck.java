package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import java.io.IOException;
import java.util.List;

/** 4: whether the server offers to sign in with a token. */
final class CapabilitiesCheck extends Examination {

    private final SetUp setUp;

    CapabilitiesCheck(SetUp setUp) {
        super("4", "What the server offers", "3");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the capabilities of " + setUp.address();
    }

    @Override
    Finding examine(Findings known) throws Exception {
        Dialogue dialogue = known.required(Dialogue.class);
        List<String> offered = dialogue.capabilities();
        List<String> mechanisms = dialogue.mechanisms(offered);
        leave(dialogue);
        return judged(mechanisms).with("mechanisms", Words.of(mechanisms)).with("offered", String.join(", ", offered));
    }

    private Finding judged(List<String> mechanisms) {
        boolean bearer = setUp.protocol() != MailProtocol.POP3 && mechanisms.contains("OAUTHBEARER");
        if (mechanisms.contains("XOAUTH2") || bearer) {
            return Finding.pass("The server offers OAuth.");
        }
        return Finding.fail(
                "The server does not offer OAuth: neither XOAUTH2 nor OAUTHBEARER is among "
                        + (mechanisms.isEmpty() ? "its mechanisms, of which it has none." : Words.of(mechanisms) + "."),
                "Check host and port: this may be an Exchange server of your own, or a gateway in between that passes no"
                        + " OAuth on. For " + setUp.profile() + " use "
                        + setUp.profile()
                                .platform()
                                .server(setUp.protocol())
                                .map(Object::toString)
                                .orElse("its servers")
                        + ".");
    }

    /** We have heard what we wanted; how the server takes our leave does not matter. */
    private static void leave(Dialogue dialogue) {
        try {
            try {
                dialogue.leave();
            } finally {
                dialogue.wire().close();
            }
        } catch (IOException e) {
            System.getLogger("io.github.mailbearer.doctor")
                    .log(System.Logger.Level.DEBUG, "A probe's connection did not close in good order", e);
        }
    }
}
