package io.github.mailbearer.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The authorization codes that are out (RFC 6749 section 4.1.2): each good for ten minutes, and once. */
final class AuthorizationCodes {

    /** What a code stands for. */
    record Code(Person person, AuthorizationRequest request, Instant issued, AtomicBoolean redeemed) {}

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String PREFIX = "1.testkit-code.";

    private final String prefix;
    private final InstantSource clock;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    AuthorizationCodes(String clientId, InstantSource clock) {
        this.prefix = PREFIX + clientId + ".";
        this.clock = clock;
    }

    String issue(Person person, AuthorizationRequest request) {
        String code = prefix + RandomText.of(64);
        codes.put(code, new Code(person, request, clock.instant(), new AtomicBoolean()));
        return code;
    }

    Optional<Code> find(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** Whether another fake Entra, that is another tenant, issued this code. */
    boolean isForeign(String code) {
        return code.startsWith(PREFIX) && !code.startsWith(prefix);
    }

    boolean isExpired(Code code) {
        return !clock.instant().isBefore(code.issued().plus(LIFETIME));
    }

    void reset() {
        codes.clear();
    }
}
