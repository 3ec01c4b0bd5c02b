package io.github.mailbearer.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The refresh tokens that are out, and which of them are still good. */
final class RefreshTokens {

    /** What a refresh token stands for; {@code predecessor} is the token it was exchanged for. */
    record Grant(
            Person person,
            RequestedScopes scopes,
            int revocations,
            Instant since,
            @Nullable String predecessor) {

        boolean isRevoked() {
            return person.revocations() != revocations;
        }
    }

    private static final Duration INACTIVITY = Duration.ofDays(90);

    private final String prefix;
    private final InstantSource clock;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private volatile RefreshTokenPolicy policy = RefreshTokenPolicy.REUSABLE;

    RefreshTokens(String clientId, InstantSource clock) {
        this.prefix = "1.testkit-refresh." + clientId + ".";
        this.clock = clock;
    }

    void policy(RefreshTokenPolicy next) {
        policy = next;
    }

    String issue(Person person, RequestedScopes scopes) {
        return add(new Grant(person, scopes, person.revocations(), clock.instant(), null));
    }

    private String add(Grant grant) {
        String token = prefix + RandomText.of(64);
        grants.put(token, grant);
        return token;
    }

    /** What the token stands for, or {@code null} if it was never issued or is used up. */
    @Nullable
    Grant find(String token) {
        return grants.get(token);
    }

    boolean isExpired(Grant grant) {
        return !clock.instant().isBefore(grant.since().plus(INACTIVITY));
    }

    /** Takes a token out of use as the policy says; {@code false} if another request just did. */
    boolean use(String token, Grant grant) {
        Grant used = new Grant(grant.person(), grant.scopes(), grant.revocations(), clock.instant(), null);
        boolean mine = policy == RefreshTokenPolicy.ONE_TIME
                ? grants.remove(token) != null
                : grants.computeIfPresent(token, (key, old) -> used) != null;
        if (mine && grant.predecessor() != null) {
            grants.remove(grant.predecessor());
        }
        return mine;
    }

    /** Issues the token that follows on one in use. */
    String succeed(String token, Grant grant) {
        String predecessor = policy == RefreshTokenPolicy.ONE_TIME_WITH_GRACE ? token : null;
        return add(new Grant(grant.person(), grant.scopes(), grant.revocations(), clock.instant(), predecessor));
    }

    void reset() {
        policy = RefreshTokenPolicy.REUSABLE;
        grants.clear();
    }
}
