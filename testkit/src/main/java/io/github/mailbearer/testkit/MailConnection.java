package io.github.mailbearer.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one mail connection, each written into the transcript.
 *
 * <p>One thread reads; any thread may send, what it sends staying in one piece.
 */
final class MailConnection {

    private final MailRecord record;
    private final Wire wire;
    private final Lock sending = new ReentrantLock();

    MailConnection(Socket socket, MailRecord record) throws IOException {
        this.record = record;
        this.wire = new Wire(socket);
    }

    void startTls(SSLContext context) throws IOException {
        wire.startTls(context);
    }

    boolean isSecure() {
        return wire.isSecure();
    }

    /** The next line, or {@code null} if either side has closed the connection. */
    @Nullable
    String readLine() throws IOException {
        String line = wire.readLine();
        if (line != null) {
            record.line("C: " + line);
        }
        return line;
    }

    /** So many octets, each a character; fewer if the client leaves. */
    String readOctets(int count) throws IOException {
        String octets = new String(wire.readBytes(count), StandardCharsets.ISO_8859_1);
        octets.lines().forEach(line -> record.line("C: " + line));
        return octets;
    }

    /** Sends a reply of one or more lines; nothing if the connection is closed. */
    void send(String reply) throws IOException {
        write(reply.lines().map(line -> line + "\r\n").collect(Collectors.joining()), StandardCharsets.UTF_8);
    }

    /** Sends this as it stands, each character an octet; nothing if the connection is closed. */
    void sendOctets(String octets) throws IOException {
        write(octets, StandardCharsets.ISO_8859_1);
    }

    private void write(String text, Charset charset) throws IOException {
        sending.lock();
        try {
            if (!wire.isClosed()) {
                text.lines().forEach(line -> record.line("S: " + line));
                wire.write(text.getBytes(charset));
            }
        } catch (IOException e) {
            if (!wire.isClosed()) {
                throw e; // else another thread has closed it meanwhile, as BYE does
            }
        } finally {
            sending.unlock();
        }
    }

    void close() throws IOException {
        wire.close();
    }

    /** Says nothing until the client leaves. */
    void hang() throws IOException {
        wire.drain();
        wire.close();
    }
}
