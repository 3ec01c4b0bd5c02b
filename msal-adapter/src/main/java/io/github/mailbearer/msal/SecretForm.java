package io.github.mailbearer.msal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client secret looks like, so that the usual mix-ups are told apart before anything is sent. */
final class SecretForm {

    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("ey[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final String WHERE =
            "copy the Value of a client secret from App registrations > the application > Certificates & secrets";

    private SecretForm() {}

    /** What is wrong with a secret and what to give instead, as the rest of a sentence about it; never its value. */
    static Optional<String> fault(@Nullable String secret) {
        if (secret == null) {
            return Optional.of("is null: " + WHERE);
        }
        if (secret.isBlank()) {
            return Optional.of("is empty: " + WHERE);
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a line break or another control character: " + WHERE
                    + ", and trim it where it is read from a file");
        }
        if (!secret.equals(secret.strip())) {
            return Optional.of("begins or ends with white space: " + WHERE + " without blanks around it");
        }
        if (Identifiers.isGuid(secret)) {
            return Optional.of("is a GUID: this is the Secret ID, not the Value. The Value is shown only once, when the"
                    + " secret is made; make a new client secret and " + WHERE);
        }
        if (JSON_WEB_TOKEN.matcher(secret).matches()) {
            return Optional.of("looks like a JSON Web Token: an access token or an assertion is no secret; " + WHERE);
        }
        return Optional.empty();
    }
}
