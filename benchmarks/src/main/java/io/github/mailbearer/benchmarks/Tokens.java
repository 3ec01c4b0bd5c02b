package io.github.mailbearer.benchmarks;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import java.time.Instant;

/** Tokens of a usual size that stay fresh for as long as any benchmark runs. */
final class Tokens {

    static final long LIFETIME_SECONDS = 86_400;
    static final String VALUE = "e".repeat(2_000);

    private Tokens() {}

    static AccessToken issue(TokenRequest request) {
        return AccessToken.of(VALUE, Instant.now().plusSeconds(LIFETIME_SECONDS));
    }
}
