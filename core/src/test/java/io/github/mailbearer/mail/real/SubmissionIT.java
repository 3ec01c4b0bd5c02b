package io.github.mailbearer.mail.real;

import static io.github.mailbearer.mail.real.Letters.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.mail.TokenRejectedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Submission to servers that verify each token themselves: signature, issuer, time and mailbox. */
@Timeout(30)
class SubmissionIT {

    private static final JwtAuthority ENTRA = new JwtAuthority();

    @RegisterExtension
    static final RealServers SERVERS = RealServers.trusting(ENTRA);

    private static Session session(Submission server, TokenSequence tokens) {
        return Letters.session(SERVERS, server.of(SERVERS), tokens).build();
    }

    @ParameterizedTest
    @EnumSource
    void deliversWithOneToken(Submission server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ENTRA.issue(MAILBOX));

        String reply = Letters.send(session(server, tokens), "one token");

        SERVERS.postfix().awaitDelivery(reply);
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void renewsAnExpiredTokenOnce(Submission server) throws Exception {
        String expired = ENTRA.issue(MAILBOX, Map.of("exp", Instant.now().minusSeconds(60)));
        TokenSequence tokens = TokenSequence.of(expired, ENTRA.issue(MAILBOX));
        Session session = session(server, tokens);

        Letters.send(session, "after a renewal");
        Letters.send(session, "with the token that was renewed");

        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOVECOT_TLS", "POSTFIX_TLS"})
    void keepsTheServersWordsWhenTheTokenIsForAnotherMailbox(Submission server) {
        TokenSequence tokens = TokenSequence.of(ENTRA.issue("lee@contoso.example"), ENTRA.issue("lee@contoso.example"));
        Session session = session(server, tokens);

        TokenRejectedException refusal =
                catchThrowableOfType(TokenRejectedException.class, () -> Letters.send(session, "not from here"));

        assertThat(refusal.reply()).startsWith("535 5.7.8 ");
        assertThat(refusal.error())
                .hasValueSatisfying(error -> assertThat(error.status()).contains("401"));
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = "POSTFIX_STARTTLS")
    void givesUpAfterTheSecondTokenOfAStranger(Submission server) {
        try (JwtAuthority stranger = new JwtAuthority()) {
            TokenSequence tokens = TokenSequence.of(stranger.issue(MAILBOX), stranger.issue(MAILBOX));
            Session session = session(server, tokens);

            MessagingException refusal =
                    catchThrowableOfType(MessagingException.class, () -> Letters.send(session, "from a stranger"));

            assertThat(refusal).isInstanceOf(TokenRejectedException.class).hasMessageContaining("535 5.7.8 ");
            assertThat(tokens.asked()).isEqualTo(2);
        }
    }
}
