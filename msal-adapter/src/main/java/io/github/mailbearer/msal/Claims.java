package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClaimsRequest;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a claims challenge: what a server, or Entra itself, wants to be seen to before it accepts a token.
 *
 * @param json a JSON object
 */
record Claims(String json) {

    private static final String FORM = ": give the JSON object of the claims challenge, such as"
            + " {\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1767225600\"}}}; in a WWW-Authenticate header it"
            + " is encoded in base64";

    static Claims of(@Nullable String claimsJson) {
        String json = Arguments.required("claimsJson", claimsJson, "the JSON object of the claims challenge");
        if (Json.object(json).isEmpty()) {
            throw new IllegalArgumentException("claimsJson is no JSON object" + FORM);
        }
        return new Claims(json);
    }

    /** Keeps tokens with these claims apart from those without. */
    Object keyed(Object key) {
        return new Key(key, this);
    }

    private record Key(Object key, Claims claims) {}

    /** All of the claims: MSAL would read them, and pass on what it knows. */
    ClaimsRequest forMsal() {
        return new ClaimsRequest() {
            @Override
            public String formatAsJSONString() {
                return json;
            }
        };
    }
}
