package io.github.mailbearer.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Plays the server's part of a transcript on one connection. */
final class TranscriptPlayer {

    private final Wire wire;
    private final Delivery delivery;
    private final SSLContext tls;
    private final Consumer<TranscriptLine> awaiting;
    private final TranscriptTags tags = new TranscriptTags();
    private final StringBuilder unsent = new StringBuilder();

    /** Tells before each line that it is the one to come. */
    TranscriptPlayer(Wire wire, Delivery delivery, SSLContext tls, Consumer<TranscriptLine> awaiting) {
        this.wire = wire;
        this.delivery = delivery;
        this.tls = tls;
        this.awaiting = awaiting;
    }

    /** Plays until the end, or until the client departs from its part; then says how. */
    Optional<String> play(List<TranscriptLine> lines) throws IOException {
        for (TranscriptLine line : lines) {
            awaiting.accept(line);
            if (line.kind() == TranscriptLine.Kind.SERVER) {
                unsent.append(tags.filled(line.text())).append("\r\n");
                continue;
            }
            send(line.kind() == TranscriptLine.Kind.STARTTLS);
            if (line.kind() == TranscriptLine.Kind.STARTTLS) {
                wire.startTls(tls);
            } else if (line.kind() == TranscriptLine.Kind.CLOSE) {
                wire.close();
            } else {
                String said = said();
                if (said == null) {
                    return Optional.of("transcript line " + line.number() + ": expected \"" + line.text()
                            + "\", but the client left");
                }
                if (!tags.matches(line.text(), said)) {
                    return Optional.of("transcript line " + line.number() + ": expected \"" + line.text()
                            + "\", came \"" + said + "\"");
                }
            }
        }
        send(false);
        return Optional.empty();
    }

    /** Waits until the client leaves; if it says more than the transcript has, returns that. */
    Optional<String> rest() throws IOException {
        return Optional.ofNullable(said()).map(more -> "after the end of the transcript came \"" + more + "\"");
    }

    private @Nullable String said() throws IOException {
        String line = wire.readLine();
        return line == null ? null : new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void send(boolean beforeTls) throws IOException {
        byte[] octets = unsent.toString().getBytes(StandardCharsets.UTF_8);
        unsent.setLength(0);
        int from = 0;
        while (from < octets.length) {
            // Angus' POP3 takes CR for the end of a line, and the LF that comes later for the first octet of TLS.
            boolean wholeLineEnd = beforeTls && from == octets.length - 2;
            int to = wholeLineEnd ? octets.length : endOfPiece(octets, from);
            wire.write(Arrays.copyOfRange(octets, from, to));
            from = to;
        }
    }

    private int endOfPiece(byte[] octets, int from) {
        return switch (delivery) {
            case WHOLE -> octets.length;
            case BY_BYTE -> from + 1;
            case BY_LINE -> {
                int to = from;
                while (octets[to] != '\n') {
                    to++;
                }
                yield to + 1;
            }
        };
    }
}
