package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** 11: whether the server takes the sender at MAIL FROM; nothing is sent. */
final class SenderCheck extends Examination {

    private static final int OK = 250;

    private final SetUp setUp;

    SenderCheck(SetUp setUp) {
        super("11", "Sender", "9");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the reply to MAIL FROM";
    }

    @Override
    Finding examine(Findings known) throws Exception {
        if (setUp.protocol() != MailProtocol.SMTP) {
            return Finding.notNeeded("Only SMTP has a sender.");
        }
        SMTPTransport transport = (SMTPTransport) known.required(SignedIn.class).service();
        int code = transport.simpleCommand("MAIL FROM:<" + setUp.from() + ">");
        String reply = transport.getLastServerResponse();
        Finding finding = code == OK
                ? Finding.pass("The server takes the sender."
                        + (setUp.profile().isMicrosoft()
                                ? " Exchange judges the From header only after the whole message: check 13."
                                : ""))
                : new Trouble(setUp).ofReply(reply, known);
        try {
            transport.simpleCommand("RSET");
        } catch (MessagingException e) {
            finding = finding.with("after that", Trouble.happened(e)); // a server that refuses may leave
        }
        return finding.with("MAIL FROM", setUp.from()).with("server reply", reply);
    }
}
