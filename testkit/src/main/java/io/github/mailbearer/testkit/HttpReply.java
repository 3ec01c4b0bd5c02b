package io.github.mailbearer.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 response, after which the connection ends. */
record HttpReply(int status, String contentType, Map<String, String> headers, String body) {

    /** The form of dates in HTTP (RFC 9110 section 5.6.7), which always has two digits for the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static HttpReply json(int status, Map<String, ?> members) {
        return new HttpReply(
                status, "application/json; charset=utf-8", Map.of(), JSONObjectUtils.toJSONString(members));
    }

    HttpReply withHeaders(Map<String, String> more) {
        return new HttpReply(status, contentType, more, body);
    }

    /** Status line and headers, of this moment. */
    byte[] head(Instant now) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " \r\n")
                .append("Content-Type: " + contentType + "\r\n")
                .append("Date: " + DATE.format(now) + "\r\n")
                .append("Content-Length: " + content().length + "\r\n")
                .append("Cache-Control: no-store, no-cache\r\n")
                .append("Connection: close\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] content() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
