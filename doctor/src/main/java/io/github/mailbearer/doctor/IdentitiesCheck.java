package io.github.mailbearer.doctor;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 0f: whether mailbox, account and sender are addresses, and which of them goes where. */
final class IdentitiesCheck extends Examination {

    /** Without wildcards, with which Exchange takes an identity for a pattern. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@*?\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[^\\s@*?\"(),:;<>\\\\\\p{Cntrl}]{1,255}");

    private final SetUp setUp;

    IdentitiesCheck(SetUp setUp) {
        super("0f", "Mailbox, account and sender");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        DoctorSettings settings = setUp.settings();
        Finding finding = Finding.pass("Each identity is an address, and goes where it belongs.");
        for (String[] each : new String[][] {
            {"mailbox", settings.mailbox},
            {"account", setUp.account()},
            {"sender", setUp.from()},
            {"recipient of the test mail", settings.sendTo}
        }) {
            if (each[1] != null && !isAddress(each[1])) {
                finding = Finding.fail(
                        "The " + each[0] + " is not an address.",
                        "Give the address alone, such as noreply@contoso.com, without a name, brackets, blanks or"
                                + " wildcards.");
                break;
            }
        }
        return finding.with("mailbox", shown(settings.mailbox))
                .with("user in the authentication message", shown(setUp.user()))
                .with("MAIL FROM and From", shown(setUp.from()));
    }

    /** What is no address is never shown: it may be a secret. */
    private static @Nullable String shown(String address) {
        return isAddress(address) ? address : null;
    }

    static boolean isAddress(@Nullable String address) {
        return address != null && ADDRESS.matcher(address).matches();
    }
}
