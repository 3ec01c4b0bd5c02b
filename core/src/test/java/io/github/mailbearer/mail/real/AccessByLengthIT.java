package io.github.mailbearer.mail.real;

import static io.github.mailbearer.mail.real.Letters.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** IMAP and POP3 with tokens of any length, at a server that asks the issuer about them. */
@Timeout(30)
class AccessByLengthIT {

    private static final OpaqueAuthority ISSUER = new OpaqueAuthority();

    /** The longest message is 8 188 characters of base64: three quarters of that, less what is around the token. */
    private static final int LONGEST = 6_141 - ("user=" + MAILBOX + " auth=Bearer   ").length();

    private static final List<Integer> LENGTHS = List.of(300, 500, 1_000, 2_000, 4_000, LONGEST);

    @RegisterExtension
    static final RealServers SERVERS = RealServers.trusting(ISSUER);

    private static Session session(Access server, TokenSequence tokens) {
        return Letters.session(SERVERS, server.of(SERVERS), tokens).build();
    }

    private static void open(Store store) throws MessagingException {
        try (Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
        }
    }

    @AfterEach
    void recover() {
        ISSUER.ailing(false);
    }

    static Stream<Arguments> serversAndLengths() {
        return Stream.of(Access.IMAP_STARTTLS, Access.POP3_STARTTLS)
                .flatMap(server -> LENGTHS.stream().map(length -> Arguments.of(server, length)));
    }

    @ParameterizedTest
    @MethodSource("serversAndLengths")
    void signsInWithATokenOfAnyLength(Access server, int length) throws Exception {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX, length));

        try (Store store = session(server, tokens).getStore()) {
            store.connect();
            open(store);
        }

        assertThat(tokens.asked()).isEqualTo(1);
    }

    /** The server closes the connection without a word, so that nobody can tell why. */
    @ParameterizedTest
    @EnumSource
    void doesNotTakeATokenThatIsTooLongForABadOne(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX, LONGEST + 1));
        try (Store store = session(server, tokens).getStore()) {

            MessagingException failure = catchThrowableOfType(MessagingException.class, store::connect);

            assertThat(failure)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("broke while " + MAILBOX + " was signing in");
            assertThat(tokens.asked()).isEqualTo(1);
        }
    }

    @Test
    void growsThePoolWithATokenOfNow() throws Exception {
        String first = ISSUER.issue(MAILBOX);
        TokenSequence tokens = TokenSequence.of(first, ISSUER.issue(MAILBOX));
        try (Store store = session(Access.IMAP_TLS, tokens).getStore()) {
            store.connect();
            ISSUER.revoke(first);
            try (Folder inbox = store.getFolder("INBOX");
                    Folder another = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);

                another.open(Folder.READ_ONLY);

                assertThat(another.isOpen()).isTrue();
            }
        }
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @Test
    void opensTheFolderOfPop3AgainWithATokenOfNow() throws Exception {
        String first = ISSUER.issue(MAILBOX);
        TokenSequence tokens = TokenSequence.of(first, ISSUER.issue(MAILBOX));
        try (Store store = session(Access.POP3_TLS, tokens).getStore()) {
            store.connect();
            open(store);
            ISSUER.revoke(first);

            open(store);
        }
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void takesAnIssuerOutOfOrderForSomethingThatPasses(Access server) throws Exception {
        TokenSequence tokens = TokenSequence.of(ISSUER.issue(MAILBOX));
        try (Store store = session(server, tokens).getStore()) {
            ISSUER.ailing(true);

            MessagingException failure = catchThrowableOfType(MessagingException.class, store::connect);

            assertThat(failure)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining(server.isImap() ? "NO [UNAVAILABLE] " : "-ERR [SYS/TEMP] ");
            ISSUER.ailing(false);
            store.connect();
            assertThat(tokens.asked()).isEqualTo(1);
        }
    }
}
