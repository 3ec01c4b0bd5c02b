package io.github.mailbearer.msal;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs nothing before it is told to, and then on the thread that tells.
 *
 * <p>MSAL looks, while it polls for a device, whether the future was cancelled that it has yet to hand out; on the thread
 * that asks for it there is none by then.
 */
final class DeferredExecutor extends CallerRunsExecutor {

    private final Queue<Runnable> deferred = new ArrayDeque<>();
    private boolean begun;

    @Override
    public void execute(Runnable command) {
        if (begun) {
            super.execute(command);
        } else {
            deferred.add(command);
        }
    }

    /** Runs what was submitted, and from now on what is submitted, at once. */
    void begin() {
        begun = true;
        deferred.forEach(Runnable::run);
    }
}
