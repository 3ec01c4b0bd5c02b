package io.github.mailbearer.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP/1.1 response, after which the connection ends. */
record HttpReply(int status, String contentType, Map<String, String> headers, String body) {

    static HttpReply json(int status, Map<String, ?> members) {
        return new HttpReply(
                status, "application/json; charset=utf-8", Map.of(), JSONObjectUtils.toJSONString(members));
    }

    HttpReply withHeader(String name, String value) {
        return new HttpReply(status, contentType, Map.of(name, value), body);
    }

    byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " \r\n")
                .append("Content-Type: " + contentType + "\r\n")
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
