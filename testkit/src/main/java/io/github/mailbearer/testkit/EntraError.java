package io.github.mailbearer.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An error of the token endpoint (RFC 6749 section 5.2) with the members that Entra adds. */
record EntraError(int status, String error, int aadsts, String description) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    HttpReply toReply(HttpRequest request, Instant now) {
        String timestamp = TIMESTAMP.format(now);
        String traceId = UUID.randomUUID().toString();
        String correlationId = request.header("client-request-id")
                .orElseGet(() -> UUID.randomUUID().toString());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error);
        members.put(
                "error_description",
                "AADSTS" + aadsts + ": " + description + " Trace ID: " + traceId + " Correlation ID: " + correlationId
                        + " Timestamp: " + timestamp);
        members.put("error_codes", List.of(aadsts));
        members.put("timestamp", timestamp);
        members.put("trace_id", traceId);
        members.put("correlation_id", correlationId);
        members.put("error_uri", "https://login.microsoftonline.com/error?code=" + aadsts);
        return HttpReply.json(status, members);
    }
}
