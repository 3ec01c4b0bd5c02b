package io.github.mailbearer.msal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a secret in text however it got there: as it is, percent-encoded, as base64 of any message around it, or a
 * piece of it.
 *
 * <p>What it returns names the forms found and never the secret, so it may appear in a failing test's output.
 */
final class SecretSearch {

    /** A shorter piece than this may be there by chance; secrets that are shorter are searched for whole. */
    private static final int PIECE = 20;

    private final Map<String, String> forms = new LinkedHashMap<>();
    private final String secret;

    private SecretSearch(String secret) {
        this.secret = secret;
        forms.put("raw", secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.put("form-encoded", form);
        forms.put("form-encoded, lower-case hex", lowerCaseHex(form));
        String percent = form.replace("+", "%20").replace("%7E", "~").replace("*", "%2A");
        forms.put("percent-encoded", percent);
        forms.put("percent-encoded, lower-case hex", lowerCaseHex(percent));
        for (int alignment = 0; alignment < 3; alignment++) {
            String aligned = base64(alignment);
            forms.put("base64 at alignment " + alignment, aligned);
            forms.put(
                    "base64url at alignment " + alignment,
                    aligned.replace('+', '-').replace('/', '_'));
        }
    }

    static SecretSearch of(String secret) {
        if (secret.length() < 8) {
            throw new IllegalArgumentException("a secret of " + secret.length() + " characters is found by chance");
        }
        return new SecretSearch(secret);
    }

    /** The forms in which the text holds the secret; none if it does not. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        forms.forEach((name, form) -> {
            if (text.contains(form)) {
                found.add(name);
            }
        });
        if (found.isEmpty() && holdsPiece(text)) {
            found.add("a piece of " + PIECE + " characters");
        }
        return found;
    }

    private boolean holdsPiece(String text) {
        for (int start = 0; start + PIECE <= secret.length(); start++) {
            if (text.contains(secret.substring(start, start + PIECE))) {
                return true;
            }
        }
        return false;
    }

    /** The characters that depend on the secret alone when so many bytes, modulo 3, come before it. */
    private String base64(int bytesBefore) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[bytesBefore + bytes.length];
        System.arraycopy(bytes, 0, shifted, bytesBefore, bytes.length);
        int first = (bytesBefore * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return new String(
                Arrays.copyOfRange(Base64.getEncoder().encode(shifted), first, last), StandardCharsets.US_ASCII);
    }

    private static String lowerCaseHex(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = 0; i < lower.length() - 2; i++) {
            if (lower.charAt(i) == '%') {
                lower.setCharAt(i + 1, Character.toLowerCase(lower.charAt(i + 1)));
                lower.setCharAt(i + 2, Character.toLowerCase(lower.charAt(i + 2)));
            }
        }
        return lower.toString();
    }
}
