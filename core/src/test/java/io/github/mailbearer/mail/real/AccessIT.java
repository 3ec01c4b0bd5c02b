package io.github.mailbearer.mail.real;

import static io.github.mailbearer.mail.real.Letters.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.mail.TokenRejectedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IMAP and POP3 at a server that verifies each token itself: signature, issuer, time and mailbox. */
@Timeout(30)
class AccessIT {

    private static final JwtAuthority ENTRA = new JwtAuthority();

    @RegisterExtension
    static final RealServers SERVERS = RealServers.trusting(ENTRA);

    private static Session session(Access server, TokenSequence tokens) {
        return Letters.session(SERVERS, server.of(SERVERS), tokens).build();
    }

    private static List<String> subjects(Folder inbox) throws Exception {
        inbox.open(Folder.READ_ONLY);
        try (inbox) {
            return Arrays.stream(inbox.getMessages()).map(AccessIT::subject).toList();
        }
    }

    private static String subject(Message message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatBothSubmissionServersTook(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ENTRA.issue(MAILBOX));
        for (Submission submission : List.of(Submission.DOVECOT_TLS, Submission.POSTFIX_TLS)) {
            Session sending =
                    Letters.session(SERVERS, submission.of(SERVERS), tokens).build();
            SERVERS.postfix().awaitDelivery(Letters.send(sending, submission + " to " + server));
        }

        try (Store store = session(server, tokens).getStore()) {
            store.connect();

            assertThat(subjects(store.getFolder("INBOX")))
                    .contains("DOVECOT_TLS to " + server, "POSTFIX_TLS to " + server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void renewsAnExpiredTokenOnce(Access server) throws Exception {
        String expired = ENTRA.issue(MAILBOX, Map.of("exp", Instant.now().minusSeconds(60)));
        TokenSequence tokens = TokenSequence.of(expired, ENTRA.issue(MAILBOX));
        Session session = session(server, tokens);

        for (int time = 1; time <= 2; time++) {
            try (Store store = session.getStore()) {
                store.connect();
                assertThat(store.getFolder("INBOX").exists()).isTrue();
            }
        }

        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP_TLS", "POP3_TLS"})
    void keepsTheServersWordsWhenTheTokenIsForAnotherMailbox(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ENTRA.issue("lee@contoso.example"), ENTRA.issue("lee@contoso.example"));
        try (Store store = session(server, tokens).getStore()) {

            TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, store::connect);

            assertThat(refusal.reply())
                    .isEqualTo(
                            server.isImap()
                                    ? "NO [AUTHENTICATIONFAILED] Authentication failed."
                                    : "-ERR [AUTH] Authentication failed.");
            assertThat(refusal.error())
                    .hasValueSatisfying(error -> assertThat(error.status()).contains("401"));
            assertThat(tokens.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void signsInOverPop3WithOneLineAndWithTwo(String twoLines) throws Exception {
        TokenSequence tokens = TokenSequence.of(ENTRA.issue(MAILBOX));
        Session session = Letters.session(SERVERS, Access.POP3_TLS.of(SERVERS), tokens)
                .property("mail.pop3.auth.xoauth2.two.line.authentication.format", twoLines)
                .build();

        try (Store store = session.getStore()) {
            store.connect();

            assertThat(store.isConnected()).isTrue();
        }
        assertThat(tokens.asked()).isEqualTo(1);
    }
}
