package io.github.mailbearer.msal;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client assertion looks like (RFC 7523 section 3), so that what cannot be one is not sent. */
final class AssertionForm {

    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final String FORM =
            "it must be a signed JSON Web Token, three parts with a dot between, such as the token that Kubernetes projects";

    /** How far Entra lets clocks differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private AssertionForm() {}

    /** What is wrong with an assertion, as the rest of a sentence about it; never its value. */
    static Optional<String> fault(@Nullable String assertion) {
        if (assertion == null) {
            return Optional.of("is null: " + FORM);
        }
        if (assertion.isBlank()) {
            return Optional.of("is empty: " + FORM);
        }
        if (!JSON_WEB_TOKEN.matcher(assertion).matches()) {
            return Optional.of("is no JSON Web Token: " + FORM + ", without blanks or line breaks around it");
        }
        return claims(assertion).isEmpty()
                ? Optional.of("holds no claims that can be read: " + FORM)
                : Optional.empty();
    }

    /** When an assertion ended, if it is clear that Entra will say so. */
    static Optional<Instant> ended(String assertion, Instant now) {
        if (claims(assertion).get("exp") instanceof Number exp) {
            Instant end = Instant.ofEpochSecond(exp.longValue());
            return Optional.of(end).filter(time -> now.isAfter(time.plus(TOLERANCE)));
        }
        return Optional.empty();
    }

    private static Map<String, Object> claims(String assertion) {
        try (JsonReader reader = JsonProviders.createReader(
                Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]))) {
            return reader.nextToken() == JsonToken.START_OBJECT ? reader.readMap(JsonReader::readUntyped) : Map.of();
        } catch (IOException | RuntimeException e) {
            return Map.of(); // the parser quotes the assertion, so its exception goes no further
        }
    }
}
