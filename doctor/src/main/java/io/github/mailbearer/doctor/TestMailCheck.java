package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** 13: whether a message goes out, if somebody has asked for one. */
final class TestMailCheck extends Examination {

    private final SetUp setUp;
    private final String runId;

    TestMailCheck(SetUp setUp, String runId) {
        super("13", "Test mail", "9", "11");
        this.setUp = setUp;
        this.runId = runId;
    }

    @Override
    String waitsFor() {
        return "the reply to a test mail";
    }

    @Override
    Finding examine(Findings known) throws Exception {
        String to = setUp.settings().sendTo;
        if (setUp.protocol() != MailProtocol.SMTP || to == null) {
            return Finding.notNeeded("Nobody has asked for a test mail.");
        }
        SignedIn signedIn = known.required(SignedIn.class);
        SMTPTransport transport = (SMTPTransport) signedIn.service();
        Letter letter = new Letter(signedIn.session());
        letter.setFrom(new InternetAddress(setUp.from()));
        letter.setRecipients(RecipientType.TO, new Address[] {new InternetAddress(to)});
        letter.setSubject("Mailbearer doctor, run " + runId);
        letter.setSentDate(Date.from(setUp.settings().clock.instant()));
        letter.setText("This message shows that mail from " + setUp.from() + " goes out with OAuth 2.0.\r\n\r\nRun "
                + runId + ". Nobody needs to answer.\r\n");
        letter.saveChanges();
        Finding finding;
        try {
            transport.sendMessage(letter, Objects.requireNonNull(letter.getAllRecipients()));
            finding =
                    Finding.pass("The server has taken the message; it will deliver it or say why not to the sender.");
        } catch (MessagingException e) {
            finding = new Trouble(setUp).of(e, known);
        }
        return finding.with("to", to)
                .with("Message-ID", letter.getMessageID())
                .with("server reply", transport.getLastServerResponse());
    }

    /** A message whose id tells nothing of this machine. */
    private static final class Letter extends MimeMessage {

        Letter(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + "@doctor.mailbearer.invalid>");
        }
    }
}
