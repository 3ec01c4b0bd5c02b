package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of this process that want the same token at the same time share one acquisition, made by the first of
 * them.
 *
 * @param <K> what is wanted
 */
final class SingleFlight<K> {

    private final ConcurrentMap<K, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();
    private final Duration patience;

    /**
     * Makes one.
     *
     * @param patience how long to wait for another thread's acquisition
     */
    SingleFlight(Duration patience) {
        this.patience = patience;
    }

    /** The first was interrupted, which is its own affair. */
    private static final class AbandonedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    AccessToken get(K wanted, Supplier<AccessToken> acquisition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            CompletableFuture<AccessToken> own = new CompletableFuture<>();
            CompletableFuture<AccessToken> flight = flights.putIfAbsent(wanted, own);
            if (flight == null) {
                return first(wanted, own, acquisition);
            }
            try {
                return flight.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AbandonedException)) {
                    throw again(e.getCause());
                }
            } catch (TimeoutException e) {
                throw new TokenUnavailableException(
                        "Another thread has been asking for the same token for more than " + patience.toSeconds()
                                + " s. Try again later.",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TokenUnavailableException("Interrupted while another thread asked for the same token.", e);
            }
        }
    }

    private AccessToken first(K wanted, CompletableFuture<AccessToken> own, Supplier<AccessToken> acquisition) {
        try {
            AccessToken token = acquisition.get();
            flights.remove(wanted, own);
            own.complete(token);
            return token;
        } catch (Throwable e) { // of whatever kind: others wait for the outcome
            flights.remove(wanted, own);
            own.completeExceptionally(Thread.currentThread().isInterrupted() ? new AbandonedException() : e);
            throw e;
        }
    }

    /** The failure for another caller, with that caller's stack. */
    private static TokenException again(@Nullable Throwable failure) {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        if (failure instanceof InteractionRequiredException e) {
            return new InteractionRequiredException(message, e.error().orElse(null), e.details(), e);
        }
        if (failure instanceof TokenRequestDeniedException e) {
            return new TokenRequestDeniedException(message, e.error().orElse(null), e.details(), e);
        }
        if (failure instanceof TokenUnavailableException e) {
            return new TokenUnavailableException(
                    message,
                    e.error().orElse(null),
                    e.details(),
                    e,
                    e.retryAfter().orElse(null));
        }
        return new TokenUnavailableException(
                "Another thread asked for the same token and failed: see the cause.", failure);
    }
}
