package io.github.mailbearer.msal;

/**
 * Sets interrupts of this thread aside while something must be written: files and drivers give up at once on an interrupted
 * thread. Confined to one thread.
 */
final class InterruptSetAside {

    private boolean interrupted = Thread.interrupted();

    /** Cuts a pause short instead of throwing. */
    Pauses.Sleeper through(Pauses.Sleeper sleeper) {
        return time -> {
            try {
                sleeper.sleep(time);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        };
    }

    /** Interrupts the thread if it was interrupted before or meanwhile. */
    void restore() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
