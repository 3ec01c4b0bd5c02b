package io.github.mailbearer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A provider that remembers the tokens of another one, and decides when to ask it again.
 *
 * <p>A held token is <em>fresh</em> at first: it is answered at once. Later, from the moment the identity provider named
 * or four fifths of its life on (a little earlier by chance, so that a fleet does not ask in step), it is <em>stale</em>:
 * still answered at once, while the next one is fetched in the background. Shortly before its end it has
 * <em>expired</em>: callers wait for the next one, each until its own deadline. However many ask, there is one request
 * at a time for each {@linkplain TokenProvider#cacheKey key}.
 *
 * <p>While the source fails, a held token is served until it really ends, and the source is left alone for a while that
 * grows with each failure: 1 to 60 seconds if it is unavailable, or as long as it asks for; {@linkplain
 * Builder#denialMemory longer} if it denies the request.
 *
 * <pre>{@code
 * TokenProvider tokens = CachingTokenProvider.of(source);
 *
 * CachingTokenProvider tuned = CachingTokenProvider.builder(source)
 *         .acquireTimeout(Duration.ofSeconds(10))
 *         .listener(metrics)
 *         .build();
 * }</pre>
 *
 * <p>Safe for use by any number of threads. Its own threads are daemons that end when idle, so a cache may simply be
 * dropped; {@link #close} ends it at once.
 */
public final class CachingTokenProvider implements TokenProvider, AutoCloseable {

    private static final Duration THREAD_KEEP_ALIVE = Duration.ofSeconds(10);

    private final Source source;
    private final Slots slots;
    private final CacheEvents events;
    private final CacheContext context;
    private final Flights flights;
    private final @Nullable ExecutorService ownThreads;

    private CachingTokenProvider(Builder settings) {
        events = new CacheEvents(settings.listeners);
        source = new Source(settings.source, settings.clock);
        slots = new Slots(settings.clock, settings.maximumSize, settings.idleExpiry, events::evicted);
        RefreshPolicy policy =
                new RefreshPolicy(settings.expiryMargin, settings.minRenewInterval, settings.denialMemory);
        context = new CacheContext(source, slots, policy, events, settings.acquireTimeout);
        if (settings.executor == null) {
            ownThreads = TokenThreads.create(THREAD_KEEP_ALIVE);
            flights = new Flights(context, ownThreads);
        } else {
            ownThreads = null;
            flights = new Flights(context, settings.executor);
        }
    }

    /**
     * Puts a cache with the usual settings in front of a provider.
     *
     * @param source where tokens come from; another cache will do
     * @return the cache
     */
    public static CachingTokenProvider of(TokenProvider source) {
        return builder(source).build();
    }

    /**
     * Begins a cache with other settings.
     *
     * @param source where tokens come from; another cache will do
     * @return a builder with the usual settings
     */
    public static Builder builder(TokenProvider source) {
        return new Builder(source);
    }

    /**
     * Answers the held token, or waits for the next one if there is none that will do.
     *
     * <p>A token just fetched is answered even if it lives for less than {@link TokenRequest#minimumValidity}: asking
     * again at once would bring no better one. So is one that has not really ended while no other can be had.
     *
     * @throws TokenException as the source threw it, or lately threw it; each caller gets an exception of its own whose
     *     cause is the source's. {@link TokenUnavailableException} also if the source takes too long or answers nothing
     *     of use, and if the thread is interrupted while it waits
     * @throws IllegalStateException if the cache is closed
     */
    @Override
    public AccessToken getToken(TokenRequest request) {
        Object key = source.cacheKey(request);
        long now = slots.now();
        Slot slot = slots.find(key);
        AccessToken token = slot == null ? null : slot.fresh(now, request.minimumValidityMillis());
        if (token == null) {
            return new Call(context, flights, request, key).get();
        }
        events.hit();
        return token;
    }

    /**
     * Answers another token than the one a server refused: the held one if it is another, else the next, for which
     * {@link TokenProvider#renewToken} of the source is asked once for all callers.
     *
     * <p>The refused token itself is answered, without a request, if the last renewal was less than {@link
     * Builder#minRenewInterval} ago: then the server has refused a new token too. While the source is left alone after a
     * failure, that failure is thrown.
     *
     * @throws TokenException as {@link #getToken} does
     * @throws IllegalStateException if the cache is closed
     */
    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        Objects.requireNonNull(rejected, "rejected");
        Object key = source.cacheKey(request);
        slots.requireOpen();
        events.rejected(request, rejected);
        return new Call(context, flights, request, key).renew(rejected);
    }

    /** The key of the source. */
    @Override
    public Object cacheKey(TokenRequest request) {
        return source.cacheKey(request);
    }

    /**
     * Tells what the cache has done so far.
     *
     * @return the counts at this moment
     */
    public CacheStats stats() {
        return events.stats();
    }

    /**
     * Forgets all tokens, stops the cache's own threads and fails the callers who wait; an {@linkplain Builder#executor
     * executor} that was given is left alone. Closing again does nothing.
     */
    @Override
    public void close() {
        slots.close();
        flights.close();
        if (ownThreads != null) {
            ownThreads.shutdownNow();
        }
    }

    @Override
    public String toString() {
        return "CachingTokenProvider[" + source + "]";
    }

    /** Settings of a cache to be. Each has a default that suits Microsoft Entra and most others. */
    public static final class Builder {

        private static final Duration DAY = Duration.ofDays(1);
        private static final Duration YEAR = Duration.ofDays(365);

        private final TokenProvider source;
        private final List<TokenListener> listeners = new ArrayList<>();
        private Duration expiryMargin = Duration.ofMinutes(2);
        private Duration acquireTimeout = Duration.ofSeconds(30);
        private Duration minRenewInterval = Duration.ofSeconds(30);
        private long maximumSize = 100_000;
        private Duration idleExpiry = Duration.ofHours(2);
        private Duration denialMemory = Duration.ofSeconds(30);
        private InstantSource clock = InstantSource.system();
        private @Nullable Executor executor;

        private Builder(TokenProvider source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        /**
         * Sets how long before its end a token is no longer handed out unless there is no other, so that it does not end
         * on its way: 2 minutes unless set. Of a short-lived token it is at most a quarter of its life.
         *
         * @param margin the time, from zero to a day
         * @return this builder
         */
        public Builder expiryMargin(Duration margin) {
            expiryMargin = Objects.requireNonNull(margin, "expiryMargin");
            return this;
        }

        /**
         * Sets how long a caller waits for a token at most, and how long a request to the source may take before it is
         * interrupted and given up: 30 seconds unless set.
         *
         * @param timeout the time, from a millisecond to a day
         * @return this builder
         */
        public Builder acquireTimeout(Duration timeout) {
            acquireTimeout = Objects.requireNonNull(timeout, "acquireTimeout");
            return this;
        }

        /**
         * Sets the least time between two renewals of refused tokens, and between two requests of which the first
         * brought a token that will soon end anyway: 30 seconds unless set.
         *
         * @param interval the time, from zero to a day
         * @return this builder
         */
        public Builder minRenewInterval(Duration interval) {
            minRenewInterval = Objects.requireNonNull(interval, "minRenewInterval");
            return this;
        }

        /**
         * Sets how many {@linkplain TokenProvider#cacheKey keys} are held at most: 100,000 unless set.
         *
         * @param keys the number, at least 1
         * @return this builder
         */
        public Builder maximumSize(long keys) {
            maximumSize = keys;
            return this;
        }

        /**
         * Sets after what time a key that nobody asks for is forgotten: 2 hours unless set.
         *
         * @param idle the time, from a millisecond to 365 days
         * @return this builder
         */
        public Builder idleExpiry(Duration idle) {
            idleExpiry = Objects.requireNonNull(idle, "idleExpiry");
            return this;
        }

        /**
         * Sets how long the source is left alone after it denied a request or required interaction: 30 seconds unless
         * set. It doubles with each further denial, up to 5 minutes or this time if it is longer.
         *
         * @param memory the time, from zero to a day
         * @return this builder
         */
        public Builder denialMemory(Duration memory) {
            denialMemory = Objects.requireNonNull(memory, "denialMemory");
            return this;
        }

        /**
         * Sets the clock that tells the age of tokens and failures: the system's unless set. Deadlines of callers are
         * real time always.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets who asks the source: daemon threads of the cache's own unless set, one for each request that somebody
         * waits for, up to 256 in all, and at most four for refreshes in the background.
         *
         * @param executor what executes the requests; {@code Runnable::run} has the callers do it themselves, without a
         *     deadline
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Adds a listener; there may be several.
         *
         * @param listener who hears of what the cache does
         * @return this builder
         */
        public Builder listener(TokenListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Makes the cache. It is independent of what becomes of this builder.
         *
         * @return the cache
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public CachingTokenProvider build() {
            check("expiryMargin", expiryMargin, Duration.ZERO, DAY, "Duration.ofMinutes(2)");
            check("acquireTimeout", acquireTimeout, Duration.ofMillis(1), DAY, "Duration.ofSeconds(30)");
            check("minRenewInterval", minRenewInterval, Duration.ZERO, DAY, "Duration.ofSeconds(30)");
            check("idleExpiry", idleExpiry, Duration.ofMillis(1), YEAR, "Duration.ofHours(2)");
            check("denialMemory", denialMemory, Duration.ZERO, DAY, "Duration.ofSeconds(30)");
            if (maximumSize < 1) {
                throw new IllegalArgumentException(
                        "maximumSize is " + maximumSize + ": give the number of keys to hold, such as 100_000");
            }
            return new CachingTokenProvider(this);
        }

        private static void check(String name, Duration value, Duration least, Duration most, String example) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        name + " is " + value + ": give a time from " + least + " to " + most + ", such as " + example);
            }
        }
    }
}
