package io.github.mailbearer.doctor;

import java.time.Duration;

/** 6: whether this machine's clock agrees with the login host's. */
final class ClockCheck extends Examination {

    private static final Duration NOTICEABLE = Duration.ofMinutes(1);
    private static final Duration TOO_MUCH = Duration.ofMinutes(5);
    private static final String ADVICE = "Set this machine's clock, and keep it right by NTP: tokens, certificates and"
            + " assertions are valid between two moments (AADSTS700024).";

    ClockCheck() {
        super("6", "Clock", "5");
    }

    @Override
    Finding examine(Findings known) {
        Duration skew = known.left(Discovery.class).flatMap(Discovery::skew).orElse(null);
        if (skew == null) {
            return Finding.notNeeded("Nobody has told another time.");
        }
        String off = "This machine's clock is " + Words.of(skew.abs()) + (skew.isNegative() ? " slow." : " fast.");
        Finding finding = skew.abs().compareTo(TOO_MUCH) > 0
                ? Finding.fail(off, ADVICE)
                : skew.abs().compareTo(NOTICEABLE) > 0 ? Finding.warn(off, ADVICE) : Finding.pass("The clocks agree.");
        return finding.with("difference", Words.of(skew.abs()));
    }
}
