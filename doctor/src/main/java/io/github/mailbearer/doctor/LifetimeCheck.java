package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import java.time.Duration;

/** 8f: whether the token lasts as long as the server wants it to. */
final class LifetimeCheck extends Examination {

    private static final Duration LEAST = Duration.ofMinutes(5);

    private final SetUp setUp;

    LifetimeCheck(SetUp setUp) {
        super("8f", "How long the token lasts", "7");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        Duration left = Duration.between(
                setUp.settings().clock.instant(),
                known.required(AccessToken.class).expiresAt());
        Duration wanted = setUp.profile().platform().minimumValidity();
        Duration least = wanted.compareTo(LEAST) > 0 ? wanted : LEAST;
        Finding finding =
                left.compareTo(least) >= 0 ? Finding.pass("It lasts long enough.") : judged(wanted.isZero(), least);
        return finding.with("valid for", Words.of(left)).with("wanted", Words.of(least));
    }

    private Finding judged(boolean serverTakesAny, Duration least) {
        String what = "The token ends in less than " + Words.of(least) + ".";
        return serverTakesAny
                ? Finding.warn(
                        what,
                        "Give the application tokens that are renewed earlier: CachingTokenProvider does so by itself;"
                                + " a cache of your own needs a larger margin.")
                : Finding.fail(
                        what,
                        setUp.profile() + " refuses tokens that end so soon (535 5.7.142): renew them earlier, past any"
                                + " cache; Mailbearer does if the Session has the platform "
                                + setUp.profile().platform().name() + ".");
    }
}
