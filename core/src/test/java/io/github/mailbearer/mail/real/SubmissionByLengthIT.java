package io.github.mailbearer.mail.real;

import static io.github.mailbearer.mail.real.Letters.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.mail.TokenRejectedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Submission with tokens of any length to servers that ask the issuer about them.
 *
 * <p>With the AUTH command Dovecot's submission service takes 1 024 octets and Postfix less than 2 048; in the second step
 * 8 192 and less than 12 288. {@code docs/servers.md} has the figures.
 */
@Timeout(30)
class SubmissionByLengthIT {

    private static final OpaqueAuthority ISSUER = new OpaqueAuthority();

    /** The AUTH command fits 512 octets up to 331, Dovecot's limit up to 721 and Postfix's up to 1 483. */
    private static final List<Integer> LENGTHS =
            List.of(300, 331, 332, 500, 721, 722, 1_000, 1_483, 1_484, 2_000, 4_000, 6_000, 8_000, 9_000);

    /** The longest response in the second step is 8 192 octets: three quarters of that, less what is around the token. */
    private static final int LONGEST_AT_DOVECOT = 6_144 - ("user=" + MAILBOX + " auth=Bearer   ").length();

    @RegisterExtension
    static final RealServers SERVERS = RealServers.trusting(ISSUER);

    private static Session session(Submission server, TokenSequence tokens) {
        return Letters.session(SERVERS, server.of(SERVERS), tokens).build();
    }

    @AfterEach
    void recover() {
        ISSUER.ailing(false);
    }

    static Stream<Arguments> serversAndLengths() {
        return Stream.of(Submission.DOVECOT_STARTTLS, Submission.POSTFIX_STARTTLS)
                .flatMap(server -> LENGTHS.stream()
                        .filter(length -> !server.isDovecot() || length <= LONGEST_AT_DOVECOT)
                        .map(length -> Arguments.of(server, length)));
    }

    @ParameterizedTest
    @MethodSource("serversAndLengths")
    void sendsWithATokenOfAnyLength(Submission server, int length) throws Exception {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX, length));

        String reply = Letters.send(session(server, tokens), "a token of " + length);

        assertThat(reply).startsWith("250 2.0.0 Ok: ").contains("queued as ");
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTheServerSaysAboutATokenThatIsTooLong(Submission server) {
        int length = server.isDovecot() ? LONGEST_AT_DOVECOT + 1 : 9_300;
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX, length));
        Session session = session(server, tokens);

        TokenRejectedException refusal =
                catchThrowableOfType(TokenRejectedException.class, () -> Letters.send(session, "too long"));

        assertThat(refusal.reply())
                .isEqualTo(server.isDovecot() ? "500 5.5.2 Line too long" : "500 5.5.6 SASL response limit exceeded");
        assertThat(tokens.asked()).as("no other token would be shorter").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void renewsATokenThatTheIssuerHasRevoked(Submission server) throws Exception {
        String revoked = ISSUER.issue(MAILBOX);
        ISSUER.revoke(revoked);
        TokenSequence tokens = TokenSequence.of(revoked, ISSUER.issue(MAILBOX));

        Letters.send(session(server, tokens), "after a revocation");

        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = "DOVECOT_.*", mode = EnumSource.Mode.MATCH_ALL)
    void takesAnIssuerOutOfOrderForSomethingThatPasses(Submission server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX));
        Session session = session(server, tokens);
        ISSUER.ailing(true);

        MessagingException failure =
                catchThrowableOfType(MessagingException.class, () -> Letters.send(session, "too early"));

        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("454 4.7.0 Temporary authentication failure.");
        ISSUER.ailing(false);
        Letters.send(session, "now");
        assertThat(tokens.asked()).isEqualTo(1);
    }

    /** Postfix replies 535 whenever Dovecot does not say yes, so that nobody can tell. */
    @ParameterizedTest
    @EnumSource(names = "POSTFIX_.*", mode = EnumSource.Mode.MATCH_ALL)
    void cannotTellAnIssuerOutOfOrderFromABadTokenBehindPostfix(Submission server) {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX), ISSUER.issue(MAILBOX));
        Session session = session(server, tokens);
        ISSUER.ailing(true);

        TokenRejectedException refusal =
                catchThrowableOfType(TokenRejectedException.class, () -> Letters.send(session, "too early"));

        assertThat(refusal.reply()).startsWith("535 5.7.8 ");
        assertThat(tokens.asked()).isEqualTo(2);
    }
}
