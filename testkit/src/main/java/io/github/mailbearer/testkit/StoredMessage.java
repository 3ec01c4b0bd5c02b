package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/** A message in a mailbox, its text held one character for each octet. */
final class StoredMessage {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private final long uid;
    private final Instant arrival;
    private final String header;
    private final String body;
    private final Set<String> flags = new ConcurrentSkipListSet<>();

    /** Takes a message with line ends of any kind. */
    StoredMessage(long uid, Instant arrival, String rfc822) {
        this.uid = uid;
        this.arrival = arrival;
        String octets = new String(
                LINE_END.matcher(rfc822).replaceAll("\r\n").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        int blank = octets.indexOf("\r\n\r\n");
        this.header = blank < 0 ? octets : octets.substring(0, blank + 4);
        this.body = blank < 0 ? "" : octets.substring(blank + 4);
    }

    long uid() {
        return uid;
    }

    Instant arrival() {
        return arrival;
    }

    /** The header with the blank line that ends it. */
    String header() {
        return header;
    }

    /** The fields of the header, each with its line end and its folded lines. */
    List<String> fields() {
        return List.of(header.strip().split("\r\n(?![ \t])", -1)).stream()
                .map(field -> field + "\r\n")
                .toList();
    }

    String body() {
        return body;
    }

    String octets() {
        return header + body;
    }

    int size() {
        return header.length() + body.length();
    }

    Set<String> flags() {
        return flags;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
