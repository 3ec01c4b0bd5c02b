package io.github.mailbearer.msal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Announces the end of an application's credential, each stage once. */
final class ExpiryWatch {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    /** The days ahead of the end at which to speak up, the last stage first. */
    private static final int[] DAYS_AHEAD = {0, 1, 7, 14, 30};

    private final MsalCredential credential;
    private final @Nullable CredentialListener listener;
    private final AtomicReference<@Nullable Announced> announced = new AtomicReference<>();

    ExpiryWatch(MsalCredential credential, @Nullable CredentialListener listener) {
        this.credential = credential;
        this.listener = listener;
    }

    CredentialHealth health(Instant now) {
        return CredentialHealth.of(credential.expiresAt(now), now);
    }

    /** Looks whether there is something to announce. */
    void look(EntraApplication application, Instant now) {
        CredentialHealth health = health(now);
        health.expiresAt().ifPresent(end -> {
            int stage = stage(Duration.between(now, end));
            Announced before = announced.get();
            boolean isNews = before == null || !before.expiresAt.equals(end) || before.stage > stage;
            if (stage >= 0 && isNews && announced.compareAndSet(before, new Announced(end, stage))) {
                announce(application, health);
            }
        });
    }

    /** The days ahead of the end that have been reached; -1 if there is plenty of time. */
    private static int stage(Duration left) {
        for (int days : DAYS_AHEAD) {
            if (left.compareTo(Duration.ofDays(days)) <= 0) {
                return days;
            }
        }
        return -1;
    }

    private void announce(EntraApplication application, CredentialHealth health) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The credential of {0} {1} at {2}: make a new one under App registrations > the application >"
                        + " Certificates & secrets, put it to use, then delete the old one",
                application.description(),
                health.state() == CredentialHealth.State.EXPIRED ? "ended" : "ends",
                health.expiresAt().orElseThrow());
        if (listener != null) {
            tell(listener, application, health);
        }
    }

    /**
     * Tells the listener on a thread of its own: the calling one may be about to store what Entra gives once only, and a
     * listener that sends mail may wait for the very token this thread is getting.
     */
    private static void tell(CredentialListener listener, EntraApplication application, CredentialHealth health) {
        Thread thread = new Thread(
                () -> {
                    try {
                        listener.credentialExpires(application, health);
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.WARNING, "A CredentialListener failed", e);
                    }
                },
                "mailbearer-credential-listener");
        thread.setDaemon(false); // a program that sends one mail and ends is to be heard too
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // what the JDK throws where the system gives no more threads
            LOG.log(System.Logger.Level.WARNING, "A CredentialListener could not be told", e);
        }
    }

    private record Announced(Instant expiresAt, int stage) {}
}
