package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The explanation of a refusal that XOAUTH2 and OAUTHBEARER servers may send as a challenge: a small JSON object in
 * base64 (RFC 7628 section 3.2.2).
 *
 * @param text the decoded challenge, normally JSON; what is readable of the challenge itself if it could not be decoded
 */
public record ServerError(String text) {

    static final int LONGEST = 4096;

    /** Who cannot encode an explanation may have put anything into it, our own message included. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/=_-]{40,}");

    /**
     * Keeps an explanation.
     *
     * @param text the decoded challenge; control characters become spaces
     */
    public ServerError {
        text = Objects.requireNonNull(text, "text")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }

    /**
     * Decodes a challenge. Nothing in it is trusted: it may be malformed, binary or huge.
     *
     * @param challenge the challenge in base64, without the protocol's prefix
     * @return the explanation, or empty if the challenge is
     */
    public static Optional<ServerError> decode(String challenge) {
        String stripped = challenge.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        String bounded = stripped.substring(0, Math.min(stripped.length(), LONGEST));
        try {
            return Optional.of(new ServerError(new String(Base64.getDecoder().decode(bounded), UTF_8)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.of(new ServerError(ENCODED.matcher(bounded).replaceAll("[…]")));
        }
    }

    /**
     * The {@code status} member: an HTTP status at Google and Microsoft ({@code 400}, {@code 401}), a word such as
     * {@code invalid_token} in RFC 7628.
     *
     * @return the status, or empty if there is none
     */
    public Optional<String> status() {
        return member("status");
    }

    /**
     * The {@code scope} member: the scope a token would need.
     *
     * @return the scope, or empty if there is none
     */
    public Optional<String> scope() {
        return member("scope");
    }

    private Optional<String> member(String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
