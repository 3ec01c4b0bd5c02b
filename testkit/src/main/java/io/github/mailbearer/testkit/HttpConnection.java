package io.github.mailbearer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One request on one connection, answered well or in one of the ways in which networks fail. */
final class HttpConnection {

    private static final int LONGEST_BODY = 1 << 20;

    private final Socket socket;
    private final InstantSource clock;
    private final LineReader in;
    private final OutputStream out;

    HttpConnection(Socket socket, InstantSource clock) throws IOException {
        this.clock = clock;
        this.socket = socket;
        this.in = new LineReader(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** The request, or {@code null} if the client closed the connection without one. */
    @Nullable
    HttpRequest read() throws IOException {
        HttpRequest head = HttpRequest.readHead(in);
        if (head == null) {
            return null;
        }
        int length = contentLength(head);
        if (head.header("Expect").isPresent() && length > 0) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        return head.withBody(new String(in.readBytes(length), StandardCharsets.UTF_8));
    }

    private static int contentLength(HttpRequest head) throws IOException {
        try {
            int length = Integer.parseInt(head.header("Content-Length").orElse("0"));
            if (length >= 0 && length <= LONGEST_BODY) {
                return length;
            }
            throw new IOException("a body of " + length + " octets");
        } catch (NumberFormatException e) {
            throw new IOException("a Content-Length that is no number", e);
        }
    }

    void reply(HttpReply reply) throws IOException {
        out.write(reply.head(clock.instant()));
        out.write(reply.content());
        out.flush();
    }

    /** Promises the whole reply, sends half of its body and closes. */
    void replyInPart(HttpReply reply) throws IOException {
        byte[] content = reply.content();
        out.write(reply.head(clock.instant()));
        out.write(Arrays.copyOf(content, content.length / 2));
        out.flush();
    }

    /** Says nothing until the client gives up. */
    void hang() throws IOException {
        in.drain();
    }

    /** Makes the client see "connection reset": a close that lingers for no time sends RST instead of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
