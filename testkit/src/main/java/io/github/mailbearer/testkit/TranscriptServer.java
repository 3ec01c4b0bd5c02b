package io.github.mailbearer.testkit;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that says what a transcript has it say, and checks that the client keeps to its part.
 *
 * <pre>{@code
 * try (TranscriptServer server = TranscriptServer.play("""
 *         # Exchange Online accepts a token for a mailbox that it cannot open.
 *         S: * OK The Microsoft Exchange IMAP4 service is ready.
 *         C: {tag} CAPABILITY
 *         S: * CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR
 *         S: {tag} OK CAPABILITY completed.
 *         C: {tag} AUTHENTICATE XOAUTH2 {base64}
 *         S: {tag} OK AUTHENTICATE completed.
 *         C: {tag} {any}
 *         S: {tag} BAD User is authenticated but not connected.
 *         -- close
 *         """, Delivery.BY_BYTE)) {
 *     // … the application under test connects to server.host(), server.port() …
 *     server.verify();
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code S: } is sent with CRLF; {@code C: } is expected from the client; {@code #} begins a comment, and empty lines
 *       count for nothing. In a Java text block, write {@code \s} for a space at the end of a line.
 *   <li>{@code -- starttls} takes the connection on under TLS, {@code -- close} closes it, and after {@code -- next} the
 *       client should connect again.
 *   <li>In a {@code C: } line, <code>{tag}</code> stands for the tag of an IMAP command, which <code>{tag}</code> in
 *       {@code S: } lines repeats, <code>{base64}</code> for a word in base64, and <code>{any}</code> for anything.
 * </ul>
 *
 * <p>A client that departs from its part finds the connection closed, and {@link #verify} tells where and how.
 */
public final class TranscriptServer implements AutoCloseable {

    private final LoopbackServer server = LoopbackServer.bind("TranscriptServer");
    private final List<List<TranscriptLine>> connections;
    private final Delivery delivery;
    private final TestCertificates certificates;
    private final Changes changes;
    private final AtomicInteger begun = new AtomicInteger();
    private int played;
    private TranscriptLine awaited;
    private @Nullable AssertionError deviation;
    private boolean closed;

    TranscriptServer(Transcript transcript, Delivery delivery, TestCertificates certificates, Duration patience) {
        this.connections = transcript.connections();
        this.delivery = delivery;
        this.certificates = certificates;
        this.changes = new Changes(patience);
        this.awaited = connections.get(0).get(0);
        server.start(this::serve);
    }

    /**
     * Plays a transcript, with certificates made for it.
     *
     * @param transcript its text
     * @param delivery in what pieces
     * @return a running server
     * @throws IllegalArgumentException if the text is no transcript, naming the line
     */
    public static TranscriptServer play(String transcript, Delivery delivery) {
        return play(transcript, delivery, TestCertificates.create());
    }

    /**
     * Plays a transcript.
     *
     * @param transcript its text
     * @param delivery in what pieces
     * @param certificates the certificates for {@code -- starttls}, which several servers may share
     * @return a running server
     * @throws IllegalArgumentException if the text is no transcript, naming the line
     */
    public static TranscriptServer play(String transcript, Delivery delivery, TestCertificates certificates) {
        return new TranscriptServer(
                Transcript.parse(transcript),
                Objects.requireNonNull(delivery, "delivery"),
                Objects.requireNonNull(certificates, "certificates"),
                Changes.PATIENCE);
    }

    /** {@return {@code localhost}, where it listens} */
    public String host() {
        return "localhost";
    }

    /** {@return the port, a free one chosen at the start} */
    public int port() {
        return server.port();
    }

    /** {@return what a client needs: a context that trusts this server's authority and nobody else} */
    public SSLContext clientContext() {
        return certificates.clientContext();
    }

    /**
     * Waits until the transcript has been played to its end, ten seconds at most. What a client says after the end is a
     * deviation too, if it has arrived.
     *
     * @throws AssertionError if the client departed from its part or did not come to its end, naming the transcript line,
     *     what was expected and what came: <b>a token may be in it</b>
     */
    public void verify() {
        changes.await(
                () -> deviation != null || played == connections.size(),
                () -> "transcript line " + awaited.number() + ": waiting for \"" + awaited + "\"");
        AssertionError found = deviation;
        if (found != null) {
            throw new AssertionError(found.getMessage(), found.getCause());
        }
    }

    /** Ends every connection and stops listening; calling it again does nothing. */
    @Override
    public void close() {
        changes.make(() -> closed = true);
        server.close();
    }

    private void serve(Socket socket) throws IOException {
        Wire wire = new Wire(socket);
        int number = begun.incrementAndGet();
        if (number > connections.size()) {
            deviate("the client connected " + number + " times, the transcript has " + connections.size(), null);
            return;
        }
        TranscriptPlayer player = new TranscriptPlayer(
                wire, delivery, certificates.serverContext(), line -> changes.make(() -> awaited = line));
        try {
            Optional<String> departure = player.play(connections.get(number - 1));
            if (departure.isEmpty()) {
                changes.make(() -> played++);
                departure = player.rest();
            }
            departure.ifPresent(how -> deviate(how, null));
        } catch (IOException e) {
            deviate("the connection broke at transcript line " + awaited.number() + ", \"" + awaited + "\"", e);
        }
    }

    /** Keeps the first deviation: what comes later follows from it. */
    private void deviate(String how, @Nullable IOException cause) {
        changes.make(() -> {
            if (deviation == null && !closed) {
                deviation = new AssertionError(how, cause);
            }
        });
    }
}
