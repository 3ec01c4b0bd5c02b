package io.github.mailbearer.msal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How long the credential of an application will go on to be of use, for a health page. */
public final class CredentialHealth {

    private static final Duration SOON = Duration.ofDays(30);

    private final State state;
    private final @Nullable Instant expiresAt;
    private final long daysLeft;

    private CredentialHealth(State state, @Nullable Instant expiresAt, long daysLeft) {
        this.state = state;
        this.expiresAt = expiresAt;
        this.daysLeft = daysLeft;
    }

    static CredentialHealth of(Optional<Instant> expiresAt, Instant now) {
        return expiresAt
                .map(end -> new CredentialHealth(
                        state(end, now),
                        end,
                        Math.max(0, Duration.between(now, end).toDays())))
                .orElseGet(() -> new CredentialHealth(State.UNKNOWN, null, 0));
    }

    private static State state(Instant expiresAt, Instant now) {
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return Duration.between(now, expiresAt).compareTo(SOON) > 0 ? State.OK : State.EXPIRING;
    }

    /** {@return what to make of it} */
    public State state() {
        return state;
    }

    /** {@return when the credential ends; empty if nobody has said} */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** {@return the whole days left, 0 on the last day and after it; empty if nobody has said when the credential ends} */
    public OptionalLong daysLeft() {
        return expiresAt == null ? OptionalLong.empty() : OptionalLong.of(daysLeft);
    }

    @Override
    public String toString() {
        return expiresAt == null
                ? "CredentialHealth[UNKNOWN]"
                : "CredentialHealth[" + state + ", expiresAt=" + expiresAt + ", daysLeft=" + daysLeft + "]";
    }

    /** What to make of the time that is left. */
    public enum State {

        /** More than 30 days are left. */
        OK,

        /** It ends within 30 days: make a new one. */
        EXPIRING,

        /** It has ended, by this machine's clock. */
        EXPIRED,

        /** When it ends is not known: see {@link EntraCredential#secret(String, Instant)}. */
        UNKNOWN
    }
}
