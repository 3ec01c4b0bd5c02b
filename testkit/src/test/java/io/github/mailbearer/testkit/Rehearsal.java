package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.xoauth2;

import java.io.IOException;

/** A client that signs in and works on, line by line, until the server says no. */
final class Rehearsal {

    static final String USER = "ana@contoso.com";
    static final String SENDER = "sales@contoso.com";

    private final FakeMailServer server;
    private final String user;
    private final String token;

    Rehearsal(FakeMailServer server, String user, String token) {
        this.server = server;
        this.user = user;
        this.token = token;
    }

    /** What the server says when it first says no in SMTP, or the empty string if it never does. */
    String smtp(String sender) throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.reply();
            if (client.ask("EHLO client").contains("STARTTLS")) {
                client.ask("STARTTLS");
                client.startTls();
            }
            String[] commands = {
                "EHLO client",
                "AUTH XOAUTH2 " + xoauth2(user, token),
                "MAIL FROM:<" + sender + ">",
                "RCPT TO:<you@contoso.com>",
                "DATA",
                "From: Somebody <" + sender + ">\r\nSubject: Hello\r\n\r\nText\r\n."
            };
            for (String command : commands) {
                String reply = client.ask(command);
                if (reply.startsWith("334 ")) {
                    reply = client.ask("");
                }
                if (!reply.startsWith("2") && !reply.startsWith("3")) {
                    return reply;
                }
            }
            return "";
        }
    }

    /** The same in IMAP, as so many lines without the tag. */
    String imap(int lines) throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.reply();
            boolean tokens = client.imap("CAPABILITY").contains("XOAUTH2");
            String signIn = tokens ? "AUTHENTICATE XOAUTH2 " + xoauth2(user, token) : "LOGIN " + user + " secret";
            for (String command : new String[] {signIn, "SELECT INBOX", "IDLE"}) {
                client.send("t " + command);
                String reply = client.reply();
                if (reply.startsWith("+ eyJ")) {
                    reply = client.ask("");
                }
                while (!reply.startsWith("t ") && isInformation(reply)) {
                    reply = client.reply();
                }
                if (!reply.startsWith("t OK") && !reply.startsWith("+ ")) {
                    return without(reply, client, lines);
                }
            }
            return "";
        }
    }

    private static boolean isInformation(String line) {
        return line.startsWith("* ") && !line.startsWith("* BYE");
    }

    private static String without(String first, WireClient client, int lines) throws IOException {
        StringBuilder all = new StringBuilder(first.startsWith("t ") ? first.substring(2) : first);
        for (int i = 1; i < lines; i++) {
            all.append('\n').append(client.reply());
        }
        return all.toString();
    }

    /** The same in POP3. */
    String pop3() throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.reply();
            boolean tokens = client.untilDot("CAPA").contains("XOAUTH2");
            String[] commands = tokens
                    ? new String[] {"AUTH XOAUTH2 " + xoauth2(user, token), "STAT"}
                    : new String[] {"USER " + user, "PASS secret"};
            for (String command : commands) {
                String reply = client.ask(command);
                if (reply.startsWith("+ eyJ")) {
                    reply = client.ask("");
                }
                if (!reply.startsWith("+OK")) {
                    return reply;
                }
            }
            return "";
        }
    }
}
