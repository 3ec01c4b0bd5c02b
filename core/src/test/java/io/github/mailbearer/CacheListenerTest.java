package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Who hears of what a cache does, and what it counts. */
class CacheListenerTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final RecordingListener listener = new RecordingListener();

    private CachingTokenProvider cacheWith(TokenListener... listeners) {
        CachingTokenProvider.Builder builder =
                CachingTokenProvider.builder(source).clock(clock).executor(Runnable::run);
        List.of(listeners).forEach(builder::listener);
        return builder.build();
    }

    @Test
    void tellsAllListenersWhatHappens() {
        RecordingListener another = new RecordingListener();
        CachingTokenProvider cache = cacheWith(listener, another);

        AccessToken first = cache.getToken(REQUEST);
        cache.renewToken(REQUEST, first);
        source.fail(new TokenRequestDeniedException("no"));
        clock.setTo(Duration.ofMinutes(59));
        cache.getToken(REQUEST);
        clock.setTo(Duration.ofMinutes(61));
        assertThatThrownBy(() -> cache.getToken(REQUEST)).isInstanceOf(TokenRequestDeniedException.class);

        assertThat(listener.heard())
                .containsExactly(
                        "acquired token-1 for a@contoso.com",
                        "rejected token-1 for a@contoso.com",
                        "acquired token-2 for a@contoso.com",
                        "failed with TokenRequestDeniedException for a@contoso.com, still serving token-2",
                        "failed with TokenRequestDeniedException for a@contoso.com, still serving nothing");
        assertThat(another.heard()).isEqualTo(listener.heard());
    }

    @Test
    void countsWhatHappens() {
        CachingTokenProvider cache = cacheWith();
        assertThat(cache.stats()).isEqualTo(new CacheStats(0, 0, 0, 0, Duration.ZERO, 0, 0));

        AccessToken first = cache.getToken(REQUEST);
        cache.getToken(REQUEST);
        cache.getToken(REQUEST);
        cache.renewToken(REQUEST, first);
        source.fail(new TokenUnavailableException("down"));
        clock.setTo(Duration.ofHours(1));
        assertThatThrownBy(() -> cache.getToken(REQUEST)).isNotNull();
        assertThatThrownBy(() -> cache.getToken(REQUEST)).isNotNull();

        CacheStats stats = cache.stats();
        assertThat(stats.hitCount()).isEqualTo(2);
        assertThat(stats.missCount())
                .as("two fetched, one failed; the remembered failure is neither")
                .isEqualTo(3);
        assertThat(stats.loadSuccessCount()).isEqualTo(2);
        assertThat(stats.loadFailureCount()).isEqualTo(1);
        assertThat(stats.totalLoadTime()).isPositive();
        assertThat(stats.evictionCount()).isZero();
        assertThat(stats.rejectionCount()).isEqualTo(1);
    }

    @Test
    void logsWhatAListenerThrowsAndGoesOn() {
        List<LogRecord> log = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        RuntimeException mistake = new IllegalStateException("mistake");
        TokenListener broken = new TokenListener() {
            @Override
            public void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {
                throw mistake;
            }

            @Override
            public void acquisitionFailed(TokenRequest request, TokenException failure, Optional<AccessToken> still) {
                throw new AssertionError("mistake");
            }
        };
        CachingTokenProvider cache = cacheWith(broken, listener);
        Logger logger = Logger.getLogger("io.github.mailbearer");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-1");
            source.fail(new TokenUnavailableException("down"));
            clock.setTo(Duration.ofMinutes(59));
            assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-1");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(listener.heard()).hasSize(2);
        assertThat(log).hasSize(2).allSatisfy(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.WARNING);
            assertThat(record.getMessage()).contains("CacheListenerTest$", "threw; the cache goes on");
        });
        assertThat(log.get(0).getThrown()).isSameAs(mistake);
    }

    @Test
    void letsAListenerUseTheCache() {
        CachingTokenProvider[] cache = new CachingTokenProvider[1];
        List<String> got = new ArrayList<>();
        cache[0] = cacheWith(new TokenListener() {
            @Override
            public void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {
                got.add(cache[0].getToken(request).value());
            }

            @Override
            public void acquisitionFailed(TokenRequest request, TokenException failure, Optional<AccessToken> still) {
                assertThatThrownBy(() -> cache[0].getToken(request)).hasMessageStartingWith("down (so since");
                got.add("failure");
            }
        });

        cache[0].getToken(REQUEST);
        source.fail(new TokenUnavailableException("down"));
        clock.setTo(Duration.ofHours(1));
        assertThatThrownBy(() -> cache[0].getToken(REQUEST)).hasMessage("down");

        assertThat(got).containsExactly("token-1", "failure");
    }

    @Test
    void neverShowsATokenInWhatItPrints() {
        CachingTokenProvider cache = cacheWith(listener);
        AccessToken token = cache.getToken(REQUEST);
        source.behave((request, number) -> AccessToken.of("ended-secret", Instant.EPOCH));
        clock.setTo(Duration.ofHours(1));

        assertThatThrownBy(() -> cache.renewToken(REQUEST, token)).message().doesNotContain("secret", token.value());
    }
}
