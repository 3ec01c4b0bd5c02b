package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenExceptionTest {

    private static final Map<String, String> DETAILS = Map.of("correlation_id", "1-2-3");
    private static final IOException CAUSE = new IOException("reset");

    static Stream<TokenException> allKinds() {
        return Stream.of(
                new InteractionRequiredException("message", "error", DETAILS, CAUSE),
                new TokenRequestDeniedException("message", "error", DETAILS, CAUSE),
                new TokenUnavailableException("message", "error", DETAILS, CAUSE));
    }

    static Stream<TokenException> allKindsOfNothingButAMessage() {
        return Stream.of(
                new InteractionRequiredException("message"),
                new TokenRequestDeniedException("message"),
                new TokenUnavailableException("message"));
    }

    static Stream<TokenException> allKindsOfMessageAndCause() {
        return Stream.of(
                new InteractionRequiredException("message", CAUSE),
                new TokenRequestDeniedException("message", CAUSE),
                new TokenUnavailableException("message", CAUSE));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void keepsAllItIsGiven(TokenException failure) {
        assertThat(failure).hasMessage("message").hasCause(CAUSE);
        assertThat(failure.error()).contains("error");
        assertThat(failure.details()).isEqualTo(DETAILS).isUnmodifiable();
    }

    @ParameterizedTest
    @MethodSource("allKindsOfNothingButAMessage")
    void needsNothingButAMessage(TokenException failure) {
        assertThat(failure).hasMessage("message").hasNoCause();
        assertThat(failure.error()).isEmpty();
        assertThat(failure.details()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("allKindsOfMessageAndCause")
    void keepsTheCause(TokenException failure) {
        assertThat(failure).hasMessage("message").hasCause(CAUSE);
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void isToldAgainWithTheOriginalAsItsCause(TokenException failure) {
        TokenException again = failure.again();

        assertThat(again)
                .isNotSameAs(failure)
                .hasSameClassAs(failure)
                .hasMessage("message")
                .hasCause(failure);
        assertThat(again.error()).isEqualTo(failure.error());
        assertThat(again.details()).isEqualTo(failure.details());
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void survivesSerialization(TokenException failure) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TokenException read = (TokenException) in.readObject();
            assertThat(read).hasSameClassAs(failure).hasMessage("message");
            assertThat(read.error()).contains("error");
            assertThat(read.details()).isEqualTo(DETAILS);
        }
    }

    @Test
    void copiesTheDetails() {
        Map<String, String> details = new LinkedHashMap<>(DETAILS);
        TokenException failure = new TokenRequestDeniedException("message", null, details, null);

        details.clear();

        assertThat(failure.details()).isEqualTo(DETAILS);
    }

    @Test
    void saysHowLongToWaitIfTheProviderDid() {
        TokenUnavailableException failure =
                new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofSeconds(7));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.again("busy", null).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.again("busy", Duration.ofSeconds(3)).retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(new TokenUnavailableException("busy").retryAfter()).isEmpty();
    }

    @Test
    void refusesToWaitForANegativeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofSeconds(-1)))
                .withMessageContaining("retryAfter is negative");
    }

    @Test
    void refusesToBeSilent() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TokenUnavailableException(null))
                .withMessage("message");
    }
}
