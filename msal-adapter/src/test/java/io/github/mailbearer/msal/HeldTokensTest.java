package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token in a row is judged by what is certain about it, whoever obtained it. */
@Timeout(30)
class HeldTokensTest {

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private AccessToken obtainedByAClockAhead(Duration difference) {
        return MsalTokenProvider.delegated(
                        mailboxes.application,
                        TokenCacheStore.unencrypted(mailboxes.store),
                        () -> mailboxes.clock.instant().plus(difference),
                        mailboxes.pauses::add)
                .getToken(REQUEST);
    }

    @Test
    void aTokenWhoseTimesAreFromAClockFarAheadIsPassedOver() {
        AccessToken wrong = obtainedByAClockAhead(Duration.ofHours(3));
        mailboxes.clock.advance(Duration.ofMinutes(100));

        AccessToken right = mailboxes.provider().getToken(REQUEST);

        assertThat(right.value()).isNotEqualTo(wrong.value());
        assertThat(right.expiresAt()).isBefore(wrong.expiresAt());
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(right);
        assertThat(mailboxes.requests()).isEqualTo(2);
    }

    @Test
    void aTokenOfAClockALittleAheadIsShared() {
        AccessToken token = obtainedByAClockAhead(Duration.ofMinutes(4));

        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(token);
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void aRenewedTokenIsSharedThoughItEndsBeforeTheRejectedOne() {
        mailboxes.entra.tokenLifetime(Duration.ofMinutes(90));
        MsalTokenProvider one = mailboxes.provider();
        MsalTokenProvider other = mailboxes.provider();
        AccessToken rejected = one.getToken(REQUEST);
        assertThat(other.getToken(REQUEST)).isEqualTo(rejected);
        mailboxes.clock.advance(Duration.ofMinutes(2));
        mailboxes.entra.tokenLifetime(Duration.ofMinutes(60));

        AccessToken renewed = one.renewToken(REQUEST, rejected);
        mailboxes.clock.advance(Duration.ofMinutes(2));

        assertThat(renewed.expiresAt()).isBefore(rejected.expiresAt());
        assertThat(other.renewToken(REQUEST, rejected)).isEqualTo(renewed);
        assertThat(mailboxes.requests()).isEqualTo(2);
    }
}
