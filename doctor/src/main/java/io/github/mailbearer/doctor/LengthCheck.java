package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.sasl.SaslMechanism;

/** 8g: whether the token fits into the lines of the protocol. */
final class LengthCheck extends Examination {

    private static final int COMMAND_LINE = 512;
    private static final int LONGEST_IN_POP3 = 4096;

    private final SetUp setUp;

    LengthCheck(SetUp setUp) {
        super("8g", "Length of the token", "0f", "7");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        AccessToken token = known.required(AccessToken.class);
        byte[] message = SaslMechanism.XOAUTH2.initialResponse(
                setUp.user(), setUp.server().host(), setUp.server().port(), token.value());
        int encoded = (message.length + 2) / 3 * 4;
        int line = "AUTH XOAUTH2 \r\n".length() + encoded;
        return judged(encoded, line).with("length of the encoded token", encoded);
    }

    private Finding judged(int encoded, int line) {
        if (setUp.protocol() == MailProtocol.POP3 && setUp.profile().isMicrosoft() && encoded > LONGEST_IN_POP3) {
            return Finding.warn(
                    "The token is longer than the " + LONGEST_IN_POP3 + " characters that Exchange's POP3 takes.",
                    "Read by IMAP; or make the token shorter: App registrations > the application > Token configuration,"
                            + " fewer optional claims and no groups.");
        }
        if (setUp.protocol() == MailProtocol.SMTP && line > COMMAND_LINE) {
            return Finding.pass("It does not fit into a command of " + COMMAND_LINE
                    + " octets, so Mailbearer sends it in a second step.");
        }
        return Finding.pass("It fits.");
    }
}
