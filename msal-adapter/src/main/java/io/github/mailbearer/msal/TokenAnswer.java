package io.github.mailbearer.msal;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import com.microsoft.aad.msal4j.InteractionRequiredExceptionReason;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came back from the token endpoint (RFC 6749 sections 5.1 and 5.2), whoever it was that answered.
 *
 * <p>MSAL keeps of an error only what it has fields for, and loses the status of most.
 */
final class TokenAnswer {

    private static final List<String> SUPPORT_DETAILS = List.of("suberror", "correlation_id", "trace_id", "timestamp");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,199}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern CLAIMS = Pattern.compile("\\{[\\x20-\\x7E]{1,4000}\\}");
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{1,9}):");

    private final int status;
    private final HttpHeaders headers;
    private final String body;
    private final Map<String, Object> members;

    private TokenAnswer(int status, HttpHeaders headers, String body, Map<String, Object> members) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.members = members;
    }

    static TokenAnswer of(int status, HttpHeaders headers, String body) {
        return new TokenAnswer(status, headers, body, members(body));
    }

    /** An answer that MSAL gives again from memory, as far as its exception tells. */
    static TokenAnswer remembered(MsalInteractionRequiredException refusal) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", String.valueOf(refusal.errorCode()));
        members.put("error_description", String.valueOf(refusal.getMessage()));
        if (refusal.reason() != InteractionRequiredExceptionReason.NONE) {
            members.put("suberror", refusal.reason().name().toLowerCase(Locale.ROOT));
        }
        if (refusal.correlationId() != null) {
            members.put("correlation_id", refusal.correlationId());
        }
        if (refusal.claims() != null) {
            members.put("claims", refusal.claims());
        }
        Integer status = refusal.statusCode();
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        TokenAnswer answer = new TokenAnswer(status == null ? 400 : status, none, "", members);
        if (answer.number() != 0) {
            members.put("error_codes", List.of(answer.number()));
        }
        return answer;
    }

    /** The members of a JSON object; none if the body is anything else, as it is when a proxy answers. */
    private static Map<String, Object> members(String body) {
        try (JsonReader reader = JsonProviders.createReader(body)) {
            Map<String, Object> members = new LinkedHashMap<>();
            if (reader.nextToken() == JsonToken.START_OBJECT) {
                members.putAll(reader.readMap(JsonReader::readUntyped));
            }
            return members;
        } catch (IOException | RuntimeException e) {
            return Map.of(); // the parser quotes the body, token and all, so its exception goes no further
        }
    }

    int status() {
        return status;
    }

    /** Whether this is a token that can be used. */
    boolean isToken() {
        return status == 200 && tokenFault().isEmpty();
    }

    /** Whether MSAL can be shown this: of anything else it quotes the whole body, half a token included. */
    boolean isForMsal() {
        return isToken()
                || isDeviceCode()
                || (error().isPresent() && text("error_description").isPresent());
    }

    /** Whether this is what a device has to tell its person (RFC 8628 section 3.2). */
    boolean isDeviceCode() {
        return status == 200
                && seconds("expires_in") > 0
                && Stream.of("device_code", "user_code", "verification_uri")
                        .allMatch(name -> VISIBLE.matcher(member(name)).matches());
    }

    /** Whether the same request may have another answer soon. */
    boolean isTemporary() {
        return status == 429 || status >= 500;
    }

    /** A member that is text; empty if it is not there. */
    String member(String name) {
        return text(name).orElse("");
    }

    /** Whether this is a managed identity's token, whose end is a time rather than a length. */
    boolean isIdentityToken() {
        return status == 200
                && text("access_token").filter(VISIBLE.asMatchPredicate()).isPresent()
                && (text("expires_on").isPresent() || members.get("expires_on") instanceof Number);
    }

    /** What an endpoint for managed identities says is wrong: IMDS as OAuth does, App Service in a form of its own. */
    Optional<String> identityFault() {
        return status == 200
                ? Optional.empty()
                : text("error_description").or(() -> text("message")).map(TokenAnswer::line);
    }

    /** As much of a text as fits into a line of a log. */
    private static String line(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    /** Whether the endpoint wants the caller to read a secret from a file first, as Azure Arc does. */
    boolean isChallenge() {
        return status == 401 && headers.firstValue("WWW-Authenticate").isPresent();
    }

    /** What a token response lacks to be of use; a life without an end is no life that a cache could trust. */
    Optional<String> tokenFault() {
        if (text("access_token").filter(VISIBLE.asMatchPredicate()).isEmpty()) {
            return Optional.of("it holds no access_token of visible ASCII characters");
        }
        if (members.containsKey("token_type") && !text("token_type").orElse("").equalsIgnoreCase("Bearer")) {
            return Optional.of("its token_type is not Bearer");
        }
        return seconds("expires_in") > 0
                ? Optional.empty()
                : Optional.of("it holds no expires_in above zero, so that nobody knows how long the token lives");
    }

    /** The {@code error} member, unless it is no error code by RFC 6749 section 5.2. */
    Optional<String> error() {
        return status == 200 ? Optional.empty() : plain("error");
    }

    /** The number of Entra's error, the N in {@code AADSTSN}; 0 if there is none. */
    int number() {
        if (members.get("error_codes") instanceof List<?> codes
                && !codes.isEmpty()
                && codes.get(0) instanceof Number number) {
            return number.intValue();
        }
        Matcher prefix = AADSTS.matcher(text("error_description").orElse(""));
        return prefix.lookingAt() ? Integer.parseInt(prefix.group(1)) : 0;
    }

    /** The time in seconds that a member gives, as a number or as text; 0 if it gives no usable one. */
    int seconds(String member) {
        Object value = members.get(member);
        if (value instanceof Integer seconds) {
            return Math.max(0, seconds);
        }
        try {
            return value instanceof String text ? Math.max(0, Integer.parseInt(text)) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The claims that Entra wants to be sent along the next time, a JSON text. */
    Optional<String> claims() {
        return text("claims").filter(CLAIMS.asMatchPredicate());
    }

    /** How long to wait before asking again, if the answer says so. */
    @Nullable
    Duration retryAfter(Instant now) {
        return RetryAfter.of(headers, now);
    }

    /** The media type, for messages. */
    String contentType() {
        String type = headers.firstValue("Content-Type").orElse("");
        return PLAIN.matcher(type).matches() ? type : "no content type";
    }

    /** What Microsoft's support asks for. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("status", Integer.toString(status));
        if (members.get("error_codes") instanceof List<?> codes) {
            details.put(
                    "error_codes",
                    codes.stream()
                            .filter(Number.class::isInstance)
                            .map(Object::toString)
                            .collect(Collectors.joining(",")));
        }
        for (String name : SUPPORT_DETAILS) {
            plain(name).ifPresent(value -> details.put(name, value));
        }
        return details;
    }

    private Optional<String> plain(String member) {
        return text(member).filter(value -> PLAIN.matcher(value).matches());
    }

    Optional<String> text(String member) {
        return members.get(member) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** The answer in MSAL's form. */
    com.microsoft.aad.msal4j.IHttpResponse toMsal() {
        return toMsal(body);
    }

    /** The answer in MSAL's form, with some members as they are given here. */
    com.microsoft.aad.msal4j.IHttpResponse toMsal(Map<String, Object> changes) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.putAll(changes);
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return toMsal(text.toString());
    }

    private com.microsoft.aad.msal4j.IHttpResponse toMsal(String text) {
        com.microsoft.aad.msal4j.HttpResponse response = new com.microsoft.aad.msal4j.HttpResponse();
        response.addHeaders(headers.map());
        return response.statusCode(status).body(text);
    }
}
