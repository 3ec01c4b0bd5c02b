package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has to act when Entra does not go on for a connected mailbox, and what the row remembers of it. */
@Timeout(30)
class DelegatedRefusalsTest {

    private static final String CLAIMS = "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"p1\"]}}}";

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final MsalTokenProvider provider = mailboxes.provider();

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private TokenException failure() {
        return catchThrowableOfType(TokenException.class, () -> provider.getToken(REQUEST));
    }

    private void answerNext(String error, int number, String suberror) {
        mailboxes.entra.answerNext(EntraReply.status(
                400,
                "application/json",
                "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS" + number
                        + ": Said so.\",\"error_codes\":["
                        + number + "],\"suberror\":\"" + suberror + "\",\"correlation_id\":\"corr-1\",\"claims\":\""
                        + CLAIMS.replace("\"", "\\\"") + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    invalid_grant,        50173,  bad_token,            The password was changed
                    invalid_grant,        700082, '',                   not used for too long
                    invalid_grant,        70043,  token_expired,        from time to time
                    invalid_grant,        700084, '',                   single-page
                    invalid_grant,        50076,  basic_action,         second factor
                    interaction_required, 50079,  '',                   second factor
                    invalid_grant,        50055,  user_password_expired,password has expired
                    invalid_grant,        65001,  consent_required,     Nobody has consented
                    consent_required,     0,      '',                   Nobody has consented
                    login_required,       0,      '',                   must sign in again
                    invalid_grant,        999999, '',                   must sign in again
                    invalid_grant,        53003,  basic_action,         Conditional Access
                    """)
    void aPersonMustSignIn(String error, int number, String suberror, String advice) {
        answerNext(error, number, suberror);

        TokenException failure = failure();

        assertThat(failure)
                .isInstanceOf(InteractionRequiredException.class)
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining(advice);
        assertThat(failure.error()).contains(error);
        assertThat(failure.details()).containsEntry("claims", CLAIMS).containsEntry("correlation_id", "corr-1");
        assertThat(mailboxes.row().connection().refusal())
                .isEqualTo(new Connection.Refusal(error, number, CLAIMS, mailboxes.clock.instant()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    invalid_grant,       53003,   message_only,    Conditional Access
                    invalid_grant,       53003,   '',              Conditional Access
                    invalid_grant,       50173,   message_only,    connected to application
                    invalid_grant,       530035,  '',              security defaults
                    invalid_grant,       50105,   '',              not assigned
                    invalid_grant,       50057,   '',              disabled
                    invalid_grant,       28000,   '',              several resources
                    invalid_grant,       1,       client_mismatch, connected to application
                    invalid_scope,       70011,   '',              no such permission
                    invalid_resource,    500011,  '',              Exchange Online
                    invalid_client,      7000222, '',              has expired
                    unauthorized_client, 700016,  '',              Overview
                    """)
    void anAdministratorMustAct(String error, int number, String suberror, String advice) {
        long version = mailboxes.row().version();
        answerNext(error, number, suberror);

        TokenException failure = failure();

        assertThat(failure).isInstanceOf(TokenRequestDeniedException.class).hasMessageContaining(advice);
        assertThat(mailboxes.row().version())
                .as("nothing is wrong with the connection")
                .isEqualTo(version);
    }

    @Test
    void othersDoNotAskForTwoMinutes() {
        mailboxes.entra.revokeRefreshTokens(MAILBOX);
        failure();

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> mailboxes.provider().getToken(REQUEST))
                .withMessageContaining("AADSTS50173")
                .withMessageContaining("Entra said so at");
        assertThat(mailboxes.requests()).isOne();
        mailboxes.clock.advance(Duration.ofMinutes(2));
        assertThat(failure()).isInstanceOf(InteractionRequiredException.class);
        assertThat(mailboxes.requests()).isEqualTo(2);
    }

    @Test
    void aLaterRefreshForgetsTheRefusal() {
        mailboxes.entra.answerNext(EntraReply.refreshTokenRevoked());
        failure();
        mailboxes.clock.advance(Duration.ofMinutes(3));

        provider.getToken(REQUEST);

        assertThat(mailboxes.row().connection().refusal()).isNull();
    }

    @Test
    void aRefusalOfMoreThanWasGrantedIsNoRefusalOfTheMailbox() {
        TokenRequest more = TokenRequest.of(MAILBOX, "https://outlook.office.com/POP.AccessAsUser.All");

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider.getToken(more))
                .withMessageContaining("consent");

        assertThat(mailboxes.row().connection().refusal()).isNull();
        provider.getToken(REQUEST);
    }

    @Test
    void aRefusalIsTheMailboxsOwnThoughTheStoreCannotNoteIt() {
        mailboxes.entra.revokeRefreshTokens(MAILBOX);
        TokenCacheStoreException down = new TokenCacheStoreException("The database is down.", null);
        mailboxes.store.beforeWrite = key -> {
            throw down;
        };

        assertThat(failure()).isInstanceOf(InteractionRequiredException.class).hasSuppressedException(down);
    }

    @Test
    void theTokenAtHandIsUsedWhileEntraIsDown() {
        AccessToken held = renewed();
        mailboxes.clock.advance(Duration.ofMinutes(50));
        mailboxes.entra.answerAlways(EntraReply.unavailable(503));

        AccessToken token = mailboxes.provider().getToken(REQUEST);

        assertThat(token).isEqualTo(held);
        assertThat(token.refreshAt()).contains(mailboxes.clock.instant().plus(Duration.ofMinutes(1)));
        mailboxes.clock.advance(Duration.ofMinutes(10));
        assertThat(failure()).isInstanceOf(TokenUnavailableException.class).hasMessageContaining(MAILBOX);
    }

    @Test
    void theTokenAtHandIsUsedForAsLongAsEntraWantsToBeLeftAlone() {
        renewed();
        mailboxes.clock.advance(Duration.ofMinutes(50));
        mailboxes.entra.answerAlways(EntraReply.throttled(Duration.ofMinutes(5)));

        assertThat(provider.getToken(REQUEST).refreshAt())
                .contains(mailboxes.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void theTokenAtHandIsNotUsedIfItWasRejectedOrEndsTooSoon() {
        AccessToken held = renewed();
        mailboxes.entra.answerAlways(EntraReply.unavailable(503));

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(() -> provider.renewToken(REQUEST, held));
        mailboxes.clock.advance(Duration.ofMinutes(50));
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST.withMinimumValidity(Duration.ofMinutes(20))));
    }

    private AccessToken renewed() {
        return provider.getToken(REQUEST);
    }
}
