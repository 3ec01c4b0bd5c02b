package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static HttpHeaders headers(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
    }

    private static Duration retryAfter(String value) {
        return RetryAfter.of(headers(Map.of("retry-after", value)), NOW);
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "' 120 ', PT2M", "0, PT0S", "999999999, P1D"})
    void readsSecondsUpToADay(String value, Duration expected) {
        assertThat(retryAfter(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 22 Nov 2026 10:00:30 GMT|PT30S",
                "Sun, 22 Nov 2026 09:59:30 GMT|PT0S",
                "Tue, 22 Nov 2033 10:00:00 GMT|P1D"
            })
    void readsADateUpToADayAhead(String value, Duration expected) {
        assertThat(retryAfter(value)).isEqualTo(expected);
    }

    @Test
    void countsADateFromTheServersOwnClock() {
        assertThat(RetryAfter.of(
                        headers(Map.of(
                                "Date",
                                "Sun, 22 Nov 2026 11:00:00 GMT",
                                "Retry-After",
                                "Sun, 22 Nov 2026 11:00:05 GMT")),
                        NOW))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "2026-11-22T10:00:30Z"})
    void passesOverWhatItCannotRead(String value) {
        assertThat(retryAfter(value)).isNull();
    }

    @Test
    void saysNothingWhenTheServerDoesNot() {
        assertThat(RetryAfter.of(headers(Map.of()), NOW)).isNull();
    }
}
