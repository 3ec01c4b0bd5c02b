package io.github.mailbearer.mail.real;

import static io.github.mailbearer.mail.real.Letters.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TokenRejectedException;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The standard's mechanism (RFC 7628), at servers that verify each token themselves. */
@Timeout(30)
class OAuthBearerIT {

    private static final JwtAuthority ENTRA = new JwtAuthority();

    @RegisterExtension
    static final RealServers SERVERS = RealServers.trusting(ENTRA);

    private static Session session(MailServer server, TokenSequence tokens) {
        return Letters.session(SERVERS, server, tokens)
                .mechanism(SaslMechanism.OAUTHBEARER)
                .build();
    }

    private static String expired() {
        return ENTRA.issue(MAILBOX, Map.of("exp", Instant.now().minusSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource
    void sendsAfterRenewingAnExpiredToken(Submission server) throws Exception {
        TokenSequence tokens = TokenSequence.of(expired(), ENTRA.issue(MAILBOX));

        String reply = Letters.send(session(server.of(SERVERS), tokens), "by the standard");

        SERVERS.postfix().awaitDelivery(reply);
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP_STARTTLS", "IMAP_TLS"})
    void readsAfterRenewingAnExpiredToken(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(expired(), ENTRA.issue(MAILBOX));

        try (Store store = session(server.of(SERVERS), tokens).getStore()) {
            store.connect();

            assertThat(store.getFolder("INBOX").exists()).isTrue();
        }
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOVECOT_TLS", "POSTFIX_TLS"})
    void keepsTheExplanationOfARefusalToSend(Submission server) {
        TokenSequence tokens = TokenSequence.of(expired(), expired());
        Session session = session(server.of(SERVERS), tokens);

        TokenRejectedException refusal =
                catchThrowableOfType(TokenRejectedException.class, () -> Letters.send(session, "refused"));

        assertThat(refusal.reply()).startsWith("535 5.7.8 ");
        assertThat(refusal.error().map(ServerError::text)).contains("{\"status\":\"invalid_token\"}");
    }

    @ParameterizedTest
    @EnumSource(names = "IMAP_TLS")
    void keepsTheExplanationOfARefusalToRead(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(expired(), expired());
        try (Store store = session(server.of(SERVERS), tokens).getStore()) {

            TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, store::connect);

            assertThat(refusal.reply()).isEqualTo("NO [AUTHENTICATIONFAILED] Authentication failed.");
            assertThat(refusal.error().map(ServerError::text)).contains("{\"status\":\"invalid_token\"}");
        }
    }
}
