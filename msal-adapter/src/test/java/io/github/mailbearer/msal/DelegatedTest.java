package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.IMAP;
import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static io.github.mailbearer.msal.ConnectedMailboxes.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DelegatedTest {

    private static final Duration UNTIL_DUE = Duration.ofMinutes(44);

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final MsalTokenProvider provider = mailboxes.provider();

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    @Test
    void servesTheTokenOfTheRowUntilItIsDue() {
        AccessToken first = provider.getToken(REQUEST);
        mailboxes.clock.advance(Duration.ofMinutes(43));

        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(first);
        assertThat(first.refreshAt()).isPresent();
        assertThat(mailboxes.requests()).isZero();
    }

    @Test
    void refreshesOnceForAllProcesses() {
        AccessToken first = provider.getToken(REQUEST);
        mailboxes.clock.advance(UNTIL_DUE);

        AccessToken next = provider.getToken(REQUEST);

        assertThat(next).isNotEqualTo(first);
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(next);
        assertThat(mailboxes.requests()).isOne();
        assertThat(mailboxes.entra.tokens().accepts("smtp", MAILBOX, next.value()))
                .isTrue();
    }

    @Test
    void storesTheRenewedRefreshToken() {
        String before = mailboxes.refreshToken();
        mailboxes.clock.advance(UNTIL_DUE);

        provider.getToken(REQUEST);

        assertThat(mailboxes.refreshToken()).isNotEqualTo(before);
        assertThat(mailboxes.row().connection().refreshedAt()).isEqualTo(mailboxes.clock.instant());
        assertThat(mailboxes.row().connection().cache()).doesNotContain(mailboxes.entra.lastIssuedToken());
    }

    @Test
    void keepsTheRefreshTokenIfEntraSendsNone() {
        String before = mailboxes.refreshToken();
        mailboxes.entra.omitRefreshToken(true);
        mailboxes.clock.advance(UNTIL_DUE);

        AccessToken token = provider.getToken(REQUEST);

        assertThat(mailboxes.refreshToken()).isEqualTo(before);
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(token);
    }

    @Test
    void asksForOtherScopesByThemselves() {
        AccessToken both = provider.getToken(REQUEST);

        AccessToken one = provider.getToken(TokenRequest.of(MAILBOX, SMTP, "offline_access"));

        assertThat(one).isNotEqualTo(both);
        assertThat(provider.getToken(TokenRequest.of(MAILBOX, SMTP))).isEqualTo(one);
        assertThat(provider.getToken(TokenRequest.of("NoReply@Contoso.com", IMAP, SMTP)))
                .isEqualTo(both);
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void saysThatAMailboxIsNotConnected() {
        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider.getToken(TokenRequest.of("other@contoso.com")))
                .withMessageContaining("other@contoso.com is not connected")
                .withMessageContaining("MailboxConnector");
        assertThat(mailboxes.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/Mail.Send https://outlook.office.com/SMTP.Send",
                "https://outlook.office.com/.default https://outlook.office.com/SMTP.Send",
                "User.Read https://outlook.office.com/SMTP.Send"
            })
    void refusesScopesThatNoTokenIsFor(String scopes) {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(TokenRequest.of(MAILBOX, scopes.split(" "))))
                .withMessageContaining(scopes)
                .withMessageContaining("or no scope at all");
        assertThat(mailboxes.requests()).isZero();
        assertThat(mailboxes.store.loads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no reply@contoso.com", "state:0123"})
    void refusesAnAccountThatIsNoMailbox(String account) {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(TokenRequest.of(account)));
    }
}
