package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mailbearer.CachingTokenProvider.Builder;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CachingTokenProviderBuilderTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final Builder builder =
            CachingTokenProvider.builder(source).clock(clock).executor(Runnable::run);

    private static final Map<String, BiFunction<Builder, Duration, Builder>> DURATIONS = Map.of(
            "expiryMargin", Builder::expiryMargin,
            "acquireTimeout", Builder::acquireTimeout,
            "minRenewInterval", Builder::minRenewInterval,
            "idleExpiry", Builder::idleExpiry,
            "denialMemory", Builder::denialMemory);

    static Stream<Arguments> badDurations() {
        return DURATIONS.keySet().stream()
                .flatMap(name -> Stream.of(
                                Duration.ofMillis(-1), Duration.ofDays(366), Duration.ofSeconds(Long.MAX_VALUE))
                        .map(bad -> Arguments.of(name, bad)));
    }

    @ParameterizedTest
    @MethodSource("badDurations")
    void namesTheDurationThatIsOutOfRangeAndWhatToGive(String name, Duration bad) {
        DURATIONS.get(name).apply(builder, bad);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith(name + " is " + bad + ": give a time from ")
                .withMessageContaining("such as Duration.of");
    }

    @ParameterizedTest
    @MethodSource("badDurations")
    void refusesNullByName(String name, Duration ignored) {
        assertThatNullPointerException()
                .isThrownBy(() -> DURATIONS.get(name).apply(builder, null))
                .withMessage(name);
    }

    @Test
    void refusesToWaitNotAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.acquireTimeout(Duration.ZERO).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.idleExpiry(Duration.ZERO).build());
    }

    @Test
    void refusesToHoldNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maximumSize(0).build())
                .withMessage("maximumSize is 0: give the number of keys to hold, such as 100_000");
    }

    @Test
    void refusesOtherNullsByName() {
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.executor(null))
                .withMessage("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.listener(null))
                .withMessage("listener");
    }

    @Test
    void makesCachesThatLaterSettingsDoNotChange() {
        RecordingListener late = new RecordingListener();
        CachingTokenProvider cache = builder.build();
        builder.listener(late).expiryMargin(Duration.ofHours(1));

        cache.getToken(REQUEST);

        assertThat(late.heard()).isEmpty();
    }

    @Test
    void takesEachSetting() {
        CachingTokenProvider cache = builder.expiryMargin(Duration.ofMinutes(10))
                .minRenewInterval(Duration.ZERO)
                .build();
        cache.getToken(REQUEST);

        clock.setTo(Duration.ofMinutes(50));
        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-2");
        AccessToken third = cache.renewToken(REQUEST, cache.getToken(REQUEST));
        assertThat(cache.renewToken(REQUEST, third).value()).isEqualTo("token-4");
    }
}
