package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/** Speaks to a mail server line by line. */
final class WireClient implements AutoCloseable {

    private final FakeMailServer server;
    private Socket socket;
    private LineReader in;

    /** Connects and leaves the greeting unread. */
    WireClient(FakeMailServer server) throws IOException {
        this.server = server;
        this.socket = new Socket(server.host(), server.port());
        this.socket.setSoTimeout(10_000);
        this.in = new LineReader(socket.getInputStream());
    }

    /** Connects, under TLS if the server wants it, and says EHLO; AUTH is next. */
    static WireClient ready(FakeMailServer server) throws IOException {
        WireClient client = new WireClient(server);
        client.reply();
        if (client.ask("EHLO client").contains("STARTTLS")) {
            client.ask("STARTTLS");
            client.startTls();
            client.ask("EHLO client");
        }
        return client;
    }

    /** Connects and reads the greeting. */
    static WireClient greeted(FakeMailServer server) throws IOException {
        WireClient client = new WireClient(server);
        client.reply();
        return client;
    }

    static String oauthBearer(String user, String token) {
        return base64("n,a=" + user + ",\1host=mail.contoso.com\1port=993\1auth=Bearer " + token + "\1\1");
    }

    static String xoauth2(String user, String token) {
        return base64("user=" + user + "\1auth=Bearer " + token + "\1\1");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }

    void startTls() throws IOException {
        SSLSocket tls = (SSLSocket)
                server.clientContext().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        tls.startHandshake();
        socket = tls;
        in = new LineReader(tls.getInputStream());
    }

    void send(String lines) throws IOException {
        socket.getOutputStream().write((lines + "\r\n").getBytes(ISO_8859_1));
    }

    /** The next reply, its lines joined by line feeds, or the empty string if the server has closed the connection. */
    String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                return "";
            }
            reply.append(reply.isEmpty() ? "" : "\n").append(line);
        } while (line.startsWith("-", 3));
        return reply.toString();
    }

    String ask(String line) throws IOException {
        send(line);
        return reply();
    }

    /** Gives an IMAP command the tag {@code t} and returns what comes up to its reply. */
    String imap(String command) throws IOException {
        send("t " + command);
        return untilTagged();
    }

    /** What comes up to the reply with the tag {@code t}, or the end of the connection. */
    String untilTagged() throws IOException {
        return until(line -> line.startsWith("t "));
    }

    /** Asks in any protocol what the server can do. */
    String capabilities(String command) throws IOException {
        send(command);
        return until(line -> line.startsWith("250 ") || line.startsWith("t ") || line.equals("."));
    }

    /** Asks a question of POP3 that is answered with several lines. */
    String untilDot(String command) throws IOException {
        send(command);
        return until(line -> line.equals(".") || line.startsWith("-ERR"));
    }

    private String until(Predicate<String> last) throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = in.readLine();
        while (line != null) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line);
            if (last.test(line)) {
                break;
            }
            line = in.readLine();
        }
        return lines.toString();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
