package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
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

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
