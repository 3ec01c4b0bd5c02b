package io.github.mailbearer.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An error (RFC 6749 sections 4.1.2.1 and 5.2) with what Entra adds to it; {@code more} are members of some errors only. */
record EntraError(int status, String error, int aadsts, String description, Map<String, ?> more) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    EntraError(int status, String error, int aadsts, String description) {
        this(status, error, aadsts, description, Map.of());
    }

    /** The same of an application whose ids stand where its description has place for them. */
    EntraError about(AppRegistration app) {
        String filled = description.replace("{clientId}", app.clientId()).replace("{tenantId}", app.tenantId());
        return new EntraError(status, error, aadsts, filled, more);
    }

    HttpReply toReply(HttpRequest request, Instant now) {
        String traceId = UUID.randomUUID().toString();
        String correlationId = request.header("client-request-id")
                .orElseGet(() -> UUID.randomUUID().toString());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error);
        members.put("error_description", wording(traceId, correlationId, now));
        members.put("error_codes", List.of(aadsts));
        members.put("timestamp", TIMESTAMP.format(now));
        members.put("trace_id", traceId);
        members.put("correlation_id", correlationId);
        members.put("error_uri", uri());
        members.putAll(more);
        return HttpReply.json(status, members);
    }

    /** The error as a page for the person in front of the browser. */
    HttpReply toPage(Instant now) {
        return HtmlPage.of(status, "Sorry, but we're having trouble signing you in.", HtmlPage.paragraph(wording(now)));
    }

    String wording(Instant now) {
        return wording(UUID.randomUUID().toString(), UUID.randomUUID().toString(), now);
    }

    /** The description with the ids that Microsoft's support asks for. */
    private String wording(String traceId, String correlationId, Instant now) {
        return "AADSTS" + aadsts + ": " + description + " Trace ID: " + traceId + " Correlation ID: " + correlationId
                + " Timestamp: " + TIMESTAMP.format(now);
    }

    String uri() {
        return "https://login.microsoftonline.com/error?code=" + aadsts;
    }
}
