package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The proof key of a code exchange (RFC 7636). */
record ProofKey(String challenge, String method) {

    private static final int S256_LENGTH = 43;

    boolean isWellFormed() {
        return switch (method) {
            case "" -> challenge.isEmpty() || isPlain();
            case "plain" -> isPlain();
            case "S256" -> challenge.length() == S256_LENGTH;
            default -> false;
        };
    }

    private boolean isPlain() {
        return challenge.length() >= 43 && challenge.length() <= 128;
    }

    /** Whether the verifier is the one that the challenge was made of, or none is needed. */
    boolean isProvedBy(String verifier) {
        return challenge.isEmpty() || challenge.equals(method.equals("S256") ? s256(verifier) : verifier);
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
