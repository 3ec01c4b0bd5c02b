package io.github.mailbearer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The lines of one mail connection, each written into the transcript. */
final class MailConnection {

    private final MailRecord record;
    private Socket socket;
    private LineReader in;
    private OutputStream out;
    private boolean secure;

    MailConnection(Socket socket, MailRecord record) throws IOException {
        this.record = record;
        this.socket = socket;
        this.in = new LineReader(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Goes on under TLS. What the client sent ahead in the clear is forgotten (RFC 3207 section 4.2). */
    void startTls(SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.startHandshake();
        socket = tls;
        in = new LineReader(tls.getInputStream());
        out = tls.getOutputStream();
        secure = true;
    }

    boolean isSecure() {
        return secure;
    }

    /** The next line, or {@code null} if either side has closed the connection. */
    @Nullable
    String readLine() throws IOException {
        if (socket.isClosed()) {
            return null;
        }
        String line = in.readLine();
        if (line != null) {
            record.line("C: " + line);
        }
        return line;
    }

    /** Sends a reply of one or more lines; nothing if the connection is closed. */
    void send(String reply) throws IOException {
        if (socket.isClosed()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        reply.lines().forEach(line -> {
            record.line("S: " + line);
            lines.append(line).append("\r\n");
        });
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void close() throws IOException {
        socket.close();
    }

    /** Says nothing until the client leaves. */
    void hang() throws IOException {
        in.drain();
        socket.close();
    }
}
