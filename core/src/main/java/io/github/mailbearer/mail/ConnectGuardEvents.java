package io.github.mailbearer.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Tells the log and the listeners what a guard does. */
final class ConnectGuardEvents {

    private static final Logger LOG = System.getLogger("io.github.mailbearer.mail");

    private final List<ConnectGuardListener> listeners;

    ConnectGuardEvents(List<ConnectGuardListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void paused(Instant nextTry, int refusals, TokenRejectedException refusal) {
        String mailbox = refusal.mailbox();
        String server = refusal.server();
        LOG.log(
                Level.WARNING,
                () -> mailbox + " was refused " + refusals + " times in a row by " + server + ", at last with "
                        + refusal.reply() + ": it is left alone until " + nextTry);
        tell(listener -> listener.paused(mailbox, server, nextTry, refusal));
    }

    void trying(String mailbox, String server) {
        tell(listener -> listener.trying(mailbox, server));
    }

    void resumed(String mailbox, String server) {
        LOG.log(Level.INFO, () -> mailbox + " connects to " + server + " as usual again");
        tell(listener -> listener.resumed(mailbox, server));
    }

    private void tell(Consumer<ConnectGuardListener> event) {
        for (ConnectGuardListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error thrown) {
                LOG.log(
                        Level.WARNING,
                        () -> "the listener " + listener.getClass().getName() + " threw; the guard goes on",
                        thrown);
            }
        }
    }
}
