package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is answered when, as long as the source answers. */
class CachingTokenProviderTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com", "scope");

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final ManualExecutor executor = new ManualExecutor();
    private final CachingTokenProvider cache = cacheOf(source);

    private CachingTokenProvider cacheOf(TokenProvider source) {
        return CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(executor)
                .build();
    }

    private String token() {
        return cache.getToken(REQUEST).value();
    }

    private String tokenAfter(Duration sinceStart) {
        clock.setTo(sinceStart);
        return token();
    }

    private String tokenValidFor(Duration validity) {
        return cache.getToken(REQUEST.withMinimumValidity(validity)).value();
    }

    @Test
    void asksTheSourceOnceAndRemembersTheAnswer() {
        assertThat(token()).isEqualTo("token-1");
        assertThat(token()).isEqualTo("token-1");
        assertThat(tokenAfter(Duration.ofMinutes(43))).isEqualTo("token-1");

        assertThat(source.asked()).containsExactly(REQUEST);
    }

    @Test
    void keepsOneTokenForEachKey() {
        TokenRequest other = TokenRequest.of("b@contoso.com", "scope");

        assertThat(token()).isEqualTo("token-1");
        assertThat(cache.getToken(other).value()).isEqualTo("token-2");
        assertThat(token()).isEqualTo("token-1");
    }

    @Test
    void sharesATokenAmongRequestsWhoseKeysTheSourceMakesEqual() {
        TokenProvider appOnly = new ForwardingTokenProvider(source) {
            @Override
            public Object cacheKey(TokenRequest request) {
                return request.scopes();
            }
        };
        CachingTokenProvider shared = cacheOf(appOnly);

        for (int i = 0; i < 100; i++) {
            shared.getToken(TokenRequest.of("user" + i + "@contoso.com", "scope"));
        }

        assertThat(source.requests()).isEqualTo(1);
        assertThat(shared.cacheKey(REQUEST)).isEqualTo(REQUEST.scopes());
    }

    @Test
    void servesAStaleTokenWhileTheNextIsFetchedOnce() {
        token();
        executor.hold();

        assertThat(tokenAfter(Duration.ofMinutes(48))).isEqualTo("token-1");
        assertThat(token()).isEqualTo("token-1");
        assertThat(executor.held()).isEqualTo(1);
        assertThat(source.requests()).isEqualTo(1);

        executor.runAll();
        assertThat(token()).isEqualTo("token-2");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void refreshesFromTheTimeThatTheIdentityProviderNamed() {
        source.behave(source.lasting(
                Duration.ofHours(1),
                token -> token.withRefreshAt(clock.instant().plus(Duration.ofMinutes(10)))));
        token();

        tokenAfter(Duration.ofMinutes(9).minusMillis(1));
        assertThat(source.requests()).as("before the earliest by chance").isEqualTo(1);
        tokenAfter(Duration.ofMinutes(10));
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void asksForTheNextTokenShortlyBeforeTheEnd() {
        token();
        assertThat(tokenAfter(Duration.ofMinutes(58))).isEqualTo("token-2");
    }

    @Test
    void refreshesShortLivedTokensInTheBackgroundToo() {
        source.issue(Duration.ofSeconds(60));
        token();
        executor.hold();

        assertThat(tokenAfter(Duration.ofMillis(44_900))).isEqualTo("token-1");
        executor.runAll();
        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void neverAsksAgainForATokenThatNeverEnds() {
        source.behave((request, number) -> AccessToken.of("token-" + number, Instant.MAX));
        token();

        clock.advance(Duration.ofHours(1));
        assertThat(token()).isEqualTo("token-1");
        assertThat(tokenValidFor(Duration.ofDays(1))).isEqualTo("token-1");
    }

    @Test
    void fetchesATokenThatLivesLongEnough() {
        token();
        clock.advance(Duration.ofMinutes(40).plusMillis(1));

        assertThat(token()).isEqualTo("token-1");
        assertThat(tokenValidFor(Duration.ofMinutes(20))).isEqualTo("token-2");
        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void answersANewTokenThatLivesTooShortRatherThanAskAgainAtOnce() {
        assertThat(tokenValidFor(Duration.ofHours(2))).isEqualTo("token-1");
        assertThat(tokenValidFor(Duration.ofHours(2))).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(tokenValidFor(Duration.ofHours(2))).isEqualTo("token-1");
        clock.advance(Duration.ofMillis(1));
        assertThat(tokenValidFor(Duration.ofHours(2))).isEqualTo("token-2");
    }

    @Test
    void doesNotRefreshANewTokenThatIsStaleOnArrivalAtOnce() {
        source.behave(
                source.lasting(Duration.ofHours(1), token -> token.withRefreshAt(FakeClock.START.minusSeconds(1))));
        token();

        assertThat(tokenAfter(Duration.ofSeconds(29))).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(1);
        token();
        tokenAfter(Duration.ofSeconds(30));
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void servesANewTokenToItsVeryEndButNotBeyond() {
        source.issue(Duration.ofSeconds(10));
        token();

        assertThat(tokenAfter(Duration.ofMillis(9_999))).isEqualTo("token-1");
        assertThat(tokenAfter(Duration.ofSeconds(10))).isEqualTo("token-2");
    }

    @Test
    void survivesAClockThatIsSetBack() {
        token();
        clock.setTo(Duration.ofMinutes(-90));
        assertThat(token()).isEqualTo("token-1");

        clock.setTo(Duration.ofMinutes(59));
        assertThat(token()).isEqualTo("token-2");
        clock.setTo(Duration.ZERO);
        assertThat(tokenValidFor(Duration.ofMinutes(1))).isEqualTo("token-2");
        assertThat(tokenAfter(Duration.ofMinutes(118))).isEqualTo("token-3");
    }

    @Test
    void forgetsWhatNobodyAsksFor() {
        source.issue(Duration.ofDays(1));
        token();

        tokenAfter(Duration.ofHours(2).minusSeconds(1));
        assertThat(source.requests()).isEqualTo(1);
        tokenAfter(Duration.ofHours(4));
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void holdsNoMoreKeysThanAllowed() {
        CachingTokenProvider small = CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(executor)
                .maximumSize(10)
                .build();
        for (int i = 0; i < 100; i++) {
            small.getToken(TokenRequest.of("user" + i + "@contoso.com"));
        }

        assertThat(small.stats().evictionCount()).isEqualTo(90);
    }

    @Test
    void worksInFrontOfAnotherCache() {
        CachingTokenProvider outer = cacheOf(cache);

        assertThat(outer.getToken(REQUEST).value()).isEqualTo("token-1");
        clock.setTo(Duration.ofMinutes(58));
        assertThat(outer.getToken(REQUEST).value()).isEqualTo("token-2");
        AccessToken second = outer.getToken(REQUEST);
        assertThat(outer.renewToken(REQUEST, second).value()).isEqualTo("token-3");
        assertThat(token()).isEqualTo("token-3");
        assertThat(source.requests()).isEqualTo(3);
        assertThat(source.renewals()).isEqualTo(1);
    }

    @Test
    void letsASourceAskForAnotherKey() {
        CachingTokenProvider[] itself = new CachingTokenProvider[1];
        TokenRequest outerRequest = TokenRequest.of("outer@contoso.com");
        itself[0] = cacheOf(request -> AccessToken.of(
                request.equals(outerRequest)
                        ? "outer+" + itself[0].getToken(REQUEST).value()
                        : "inner",
                FakeClock.START.plusSeconds(3_600)));

        assertThat(itself[0].getToken(outerRequest).value()).isEqualTo("outer+inner");
    }

    @Test
    void refusesNullByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CachingTokenProvider.of(null))
                .withMessage("source");
        assertThatNullPointerException().isThrownBy(() -> cache.getToken(null)).withMessage("request");
        assertThatNullPointerException()
                .isThrownBy(() -> cache.renewToken(REQUEST, null))
                .withMessage("rejected");
        TokenProvider keyless = new ForwardingTokenProvider(source) {
            @Override
            public Object cacheKey(TokenRequest request) {
                return null;
            }
        };
        assertThatNullPointerException()
                .isThrownBy(() -> cacheOf(keyless).getToken(REQUEST))
                .withMessageContaining("cacheKey");
    }

    @Test
    void showsItsSourceAndNoToken() {
        token();
        assertThat(cache).hasToString("CachingTokenProvider[the token provider io.github.mailbearer.FakeSource]");
    }
}
