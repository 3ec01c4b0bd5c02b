package io.github.mailbearer.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a mail server says, and the failure that it is.
 *
 * @param id the failure's entry
 * @param kind its class
 * @param place the protocol
 * @param reply the reply as the server sends it, without the block that Exchange adds
 */
record MailAnswer(String id, Kind kind, Place place, String reply) {

    private static final String BLOCK =
            " [AM0PR01CA0123.eurprd01.prod.exchangelabs.com 2026-11-22T10:11:12.345Z 08DD0123456789AB]";

    /** Reads lines of id, kind, protocol and reply. */
    static Stream<MailAnswer> parse(String table) {
        return table.lines().map(line -> line.split(" \\| ", 4)).map(MailAnswer::of);
    }

    private static MailAnswer of(String[] cells) {
        Kind kind = Stream.of(Kind.values())
                .filter(each -> each.word().equals(cells[1]))
                .findFirst()
                .orElseThrow();
        Place place = Stream.of(Place.values())
                .filter(each -> each.word().equals(cells[2]))
                .findFirst()
                .orElseThrow();
        return new MailAnswer(cells[0], kind, place, cells[3]);
    }

    private String withBlock() {
        return id.startsWith("S") || id.startsWith("I") ? reply + BLOCK : reply;
    }

    /** The ways in which the reply reaches somebody who asks what it means. */
    List<String> forms() {
        return switch (place) {
            case SMTP -> smtpForms();
            case IMAP -> imapForms();
            case POP3 -> pop3Forms();
            case TOKEN -> List.of(reply);
        };
    }

    private List<String> smtpForms() {
        String code = reply.substring(0, 3);
        return List.of(
                reply,
                withBlock(),
                "jakarta.mail.AuthenticationFailedException: " + reply + "\n\n\tat"
                        + " org.eclipse.angus.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:954)",
                "org.eclipse.angus.mail.smtp.SMTPSendFailedException: " + withBlock() + ";\n  nested exception is:\n\t"
                        + "org.eclipse.angus.mail.smtp.SMTPSenderFailedException: " + withBlock()
                        + "\n\tat org.eclipse.angus.mail.smtp.SMTPTransport.issueSendCommand(SMTPTransport.java:2386)",
                "DEBUG SMTP: AUTH XOAUTH2 command trace suppressed\nDEBUG SMTP: AUTH XOAUTH2 failed\n" + withBlock()
                        + "\nQUIT\n",
                "AUTH XOAUTH2\n" + code + "-" + reply.substring(4) + "\n" + reply.split(" ", 3)[0] + " "
                        + reply.split(" ", 3)[1] + " https://support.contoso.com/help\n");
    }

    private List<String> imapForms() {
        String status = reply.startsWith("*") ? reply : "A1 " + reply;
        return List.of(
                status,
                status + withBlock().substring(reply.length()),
                "DEBUG IMAP: AUTHENTICATE XOAUTH2 command result: A1 " + reply + "\n",
                "jakarta.mail.MessagingException: " + status + ";\n  nested exception is:\n\t"
                        + "org.eclipse.angus.mail.iap.CommandFailedException: " + status
                        + "\n\tat org.eclipse.angus.mail.imap.IMAPFolder.open(IMAPFolder.java:1143)",
                "jakarta.mail.AuthenticationFailedException: " + reply.replaceFirst("^(?:NO|BAD|\\*) ", "")
                        + "\n\tat org.eclipse.angus.mail.imap.IMAPStore.protocolConnect(IMAPStore.java:740)");
    }

    private List<String> pop3Forms() {
        return List.of(
                reply,
                withBlock(),
                "DEBUG POP3: connecting to host\nS: +OK ready\nC: AUTH XOAUTH2\nS: " + reply + "\n",
                "jakarta.mail.AuthenticationFailedException: " + reply.replaceFirst("^-ERR ", "")
                        + "\n\tat org.eclipse.angus.mail.pop3.POP3Store.protocolConnect(POP3Store.java:270)");
    }

    @Override
    public String toString() {
        return id + ": " + reply;
    }
}
