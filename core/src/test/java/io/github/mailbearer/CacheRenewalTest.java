package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a token that a server refused. */
class CacheRenewalTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final TokenUnavailableException DOWN = new TokenUnavailableException("down");

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final ManualExecutor executor = new ManualExecutor();
    private final CachingTokenProvider cache =
            CachingTokenProvider.builder(source).clock(clock).executor(executor).build();

    private AccessToken get() {
        return cache.getToken(REQUEST);
    }

    private AccessToken renew(AccessToken rejected) {
        return cache.renewToken(REQUEST, rejected);
    }

    @Test
    void asksTheSourceToRenew() {
        AccessToken first = get();

        assertThat(renew(first).value()).isEqualTo("token-2");
        assertThat(get().value()).isEqualTo("token-2");
        assertThat(source.requests()).isEqualTo(2);
        assertThat(source.renewals()).isEqualTo(1);
    }

    @Test
    void answersTheHeldTokenIfAnotherThreadHasRenewed() {
        AccessToken first = get();
        AccessToken second = renew(first);

        assertThat(renew(first)).isEqualTo(second);
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void answersTheRefusedTokenIfTheLastRenewalWasJustNow() {
        AccessToken second = renew(get());

        assertThat(renew(second)).isEqualTo(second);
        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(renew(second)).isEqualTo(second);
        assertThat(get()).isEqualTo(second);
        assertThat(source.requests()).isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(renew(second).value()).isEqualTo("token-3");
    }

    @Test
    void renewsATokenThatCameJustNowIfThatWasNoRenewal() {
        assertThat(renew(get()).value()).isEqualTo("token-2");
    }

    @Test
    void renewsWhenNothingIsHeld() {
        AccessToken foreign = AccessToken.of("from-before-the-restart", Instant.MAX);

        assertThat(renew(foreign).value()).isEqualTo("token-1");
        assertThat(source.renewals()).isEqualTo(1);
    }

    @Test
    void renewsWhenTheHeldTokenHasEnded() {
        AccessToken first = get();
        clock.setTo(Duration.ofHours(1));

        assertThat(renew(first).value()).isEqualTo("token-2");
    }

    @Test
    void throwsWhenTheRenewalFailsAndWhileTheSourceIsLeftAloneAfterwards() {
        AccessToken first = get();
        source.fail(DOWN);

        assertThatThrownBy(() -> renew(first))
                .isInstanceOf(TokenUnavailableException.class)
                .hasCause(DOWN);
        assertThat(get()).isEqualTo(first);
        assertThatThrownBy(() -> renew(first))
                .as("or the server's refusal would look final")
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageStartingWith("down (so since");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void renewsSoonAfterARenewalThatFailed() {
        AccessToken first = get();
        source.fail(DOWN);
        assertThatThrownBy(() -> renew(first)).isInstanceOf(TokenUnavailableException.class);
        source.issue(Duration.ofHours(1));
        clock.advance(Duration.ofMillis(1_200));

        assertThat(renew(first)).isNotEqualTo(first);
        assertThat(source.requests()).isEqualTo(3);
    }

    @Test
    void throwsTheRememberedFailureWhenNothingIsHeld() {
        source.fail(DOWN);
        AccessToken foreign = AccessToken.of("from-before-the-restart", Instant.MAX);
        assertThatThrownBy(() -> renew(foreign)).hasMessage("down");

        assertThatThrownBy(() -> renew(foreign)).hasMessageStartingWith("down (so since");
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void triesToReplaceTheRefusedTokenInTheBackgroundAfterTheRest() {
        AccessToken first = get();
        source.fail(DOWN);
        assertThatThrownBy(() -> renew(first)).isInstanceOf(TokenUnavailableException.class);
        source.issue(Duration.ofHours(1));
        clock.advance(Duration.ofMillis(1_200));
        executor.hold();

        assertThat(get()).isEqualTo(first);
        assertThat(get()).as("served though the next is on its way").isEqualTo(first);
        executor.runAll();

        assertThat(get().value()).isEqualTo("token-3");
        assertThat(source.renewals())
                .as("renewed, as a cache behind would answer the old one")
                .isEqualTo(2);
    }

    @Test
    void keepsATokenThatTheSourceInsistsOn() {
        source.behave((request, number) -> AccessToken.of("the-only-one", FakeClock.START.plusSeconds(3_600)));
        AccessToken only = get();

        assertThat(renew(only)).isEqualTo(only);
        assertThat(get()).isEqualTo(only);
        assertThat(renew(only)).isEqualTo(only);
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void refreshesAStaleTokenThoughAnotherWasRefused() {
        AccessToken first = get();
        renew(first);
        clock.setTo(Duration.ofMinutes(59));

        assertThat(renew(first).value()).isEqualTo("token-3");
        assertThat(source.renewals()).isEqualTo(1);
    }
}
