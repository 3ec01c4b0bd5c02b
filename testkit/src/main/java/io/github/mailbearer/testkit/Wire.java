package io.github.mailbearer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The octets of a connection that may go on under TLS; each character of a text stands for one octet. */
final class Wire {

    private volatile Socket socket;
    private volatile LineReader in;
    private volatile OutputStream out;
    private volatile boolean secure;
    private volatile boolean closing;

    Wire(Socket socket) throws IOException {
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

    /** Also while it is being closed: a TLS socket fails by then and says that it is open. */
    boolean isClosed() {
        return closing || socket.isClosed();
    }

    /** The next line, or {@code null} if either side has closed the connection. */
    @Nullable
    String readLine() throws IOException {
        if (isClosed()) {
            return null;
        }
        try {
            return in.readLine();
        } catch (IOException e) {
            if (isClosed()) {
                return null; // Another thread closed it while this one was reading.
            }
            throw e;
        }
    }

    byte[] readBytes(int count) throws IOException {
        return in.readBytes(count);
    }

    void write(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Closes the connection without waiting for the client's farewell, as the JDK's TLS does where reads have a time-out. */
    void close() throws IOException {
        if (!isClosed()) {
            closing = true;
            socket.setSoTimeout(0);
        }
        socket.close();
    }

    /** Reads and forgets until the client has closed its side. */
    void drain() throws IOException {
        in.drain();
    }
}
