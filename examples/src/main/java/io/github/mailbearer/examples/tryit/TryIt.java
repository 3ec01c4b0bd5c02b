package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.TokenException;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;

/**
 * Sends a message with a token and tells step by step what happened.
 *
 * <p>Without any of {@link RealTenant#VARIABLES} in the environment it stays on this machine; with all of them it goes to
 * Microsoft 365. It exits with 0 if all went as it should, with 1 if it did not, and with 2 if only some are set.
 */
public final class TryIt {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private TryIt() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), Screen.ofTerminal()));
    }

    static int run(Map<String, String> environment, Screen screen) {
        List<String> missing = RealTenant.missingFrom(environment);
        if (!missing.isEmpty() && missing.size() < RealTenant.VARIABLES.size()) {
            screen.failure("Not set: " + String.join(", ", missing) + ". Set all of "
                    + String.join(", ", RealTenant.VARIABLES)
                    + " to send through Microsoft 365, or none of them to try it on this machine.");
            return MISUSED;
        }
        try {
            if (missing.isEmpty()) {
                new RealRun(screen, RealTenant.from(environment)).run();
            } else {
                FakeRun.run(screen);
            }
            return DONE;
        } catch (MessagingException | TokenException | IllegalArgumentException | UnexpectedOutcome e) {
            screen.failure(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }
}
