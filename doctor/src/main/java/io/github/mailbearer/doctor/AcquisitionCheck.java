package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequestDeniedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** 7: whether a token can be had, asked for by the library itself and from no cache. */
final class AcquisitionCheck extends Examination {

    private static final int SHOWN = 4;

    private final SetUp setUp;

    AcquisitionCheck(SetUp setUp) {
        super("7", "Token", "0a", "0b", "0c", "0d", "5");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return setUp.settings().asksEntra()
                ? "a token from " + setUp.authority().map(Object::toString).orElse("the login host")
                : "a token from its provider";
    }

    @Override
    Finding examine(Findings known) {
        TokenSource source = new TokenSource(setUp);
        long began = System.nanoTime();
        AccessToken token;
        try {
            token = fresh(source);
        } catch (IllegalArgumentException e) {
            throw new TokenRequestDeniedException(String.valueOf(e.getMessage()), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Duration left = Duration.between(setUp.settings().clock.instant(), token.expiresAt());
        Finding finding = left.isNegative()
                ? Finding.fail(
                        "The token has run out already.",
                        "Get a new one; if it is new, check this machine's clock, and how its provider computes when it"
                                + " expires.")
                : Finding.pass("There is one.");
        return finding.with("token", shape(token.value()))
                .with("from", setUp.settings().asksEntra() ? setUp.authority().orElse(null) : null)
                .with("took", Words.of(took))
                .with("valid for", Words.of(left))
                .leaving(token);
    }

    /** A token in a store may be an hour old, and the refresh token beside it revoked since: that one is used. */
    private AccessToken fresh(TokenSource source) {
        TokenProvider provider = source.provider();
        AccessToken token = provider.getToken(source.request());
        return setUp.settings().store == null ? token : provider.renewToken(source.request(), token);
    }

    /** What tells one token from another, and nobody what it is. */
    static String shape(String token) {
        String kind = token.chars().filter(c -> c == '.').count() == 2 ? "jwt" : "opaque";
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return "<" + kind + " len=" + token.length() + " sha256:"
                    + HexFormat.of().formatHex(hash, 0, SHOWN / 2) + "…>";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
