package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the bridge for POP3, counted at the server as connections/AUTHs/failures. */
class Pop3FiguresTest extends StoreTest {

    Pop3FiguresTest() {
        super(MailProtocol.POP3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void connectTakesOneAuthBeforeAndAfterEveryRollover(String twoLines) throws Exception {
        Session session = builder()
                .property("mail.pop3.auth.xoauth2.two.line.authentication.format", twoLines)
                .build();
        server.twoLineAuthOnly(Boolean.parseBoolean(twoLines));
        for (int hour = 1; hour <= 4; hour++) {
            try (Store store = session.getStore()) {
                assertThat(countOf(store::connect)).isEqualTo("1/1/0");
            }
            tokens.rollOver();
        }
        assertThat(tokens.issued()).isEqualTo(4);
    }

    @Test
    void theTokenGoesOnALineOfItsOwnUnlessTheApplicationSaysOtherwise() throws Exception {
        server.twoLineAuthOnly(true);
        try (Store store = connected()) {
            assertThat(store.isConnected()).isTrue();
        }
    }

    @Test
    void theFolderIsOpenedAgainWithATokenOfNow() throws Exception {
        try (Store store = connected()) {
            Folder inbox = store.getFolder("INBOX");
            assertThat(countOf(() -> inbox.open(Folder.READ_ONLY))).isEqualTo("0/0/0");
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("First");
            inbox.close(false);
            tokens.rollOver();
            assertThat(countOf(() -> inbox.open(Folder.READ_ONLY))).isEqualTo("1/1/0");
            inbox.close(false);
            assertThat(countOf(() -> open(store).close(false))).as("same hour").isEqualTo("1/1/0");
        }
        server.awaitOpenConnections(0);
    }

    @Test
    void isConnectedReconnectsWithATokenOfNow() throws Exception {
        try (Store store = connected()) {
            open(store).close(false);
            tokens.rollOver();
            assertThat(countOf(() -> assertThat(store.isConnected()).isTrue())).isEqualTo("1/1/0");
            assertThat(countOf(() -> open(store).close(false))).isEqualTo("0/0/0");
        }
    }

    @Test
    void aDeadConnectionIsNotUsedAgain() throws Exception {
        try (Store store = connected()) {
            server.dropAt("NOOP");
            assertThat(store.isConnected()).isFalse();
            server.clearReplies();
            assertThat(countOf(store::connect)).isEqualTo("1/1/0");
            assertThat(open(store).getMessageCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void aRevokedTokenIsReplacedOnANewConnection(Refusal how) throws Exception {
        server.refuseBy(how);
        try (Store store = connected()) {
            open(store).close(false);
            tokens.revoke();
            assertThat(countOf(() -> open(store).close(false))).as("re-open").isEqualTo("2/2/1");
            assertThat(countOf(() -> open(store).close(false))).isEqualTo("1/1/0");
        }
        tokens.revoke();
        try (Store store = store()) {
            assertThat(countOf(store::connect)).as("connect").isEqualTo("2/2/1");
        }
        server.awaitOpenConnections(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void whenEverythingIsRefusedTheServersWordsArrive(Refusal how) throws Exception {
        server.refuseBy(how).refuseEverything(true);
        try (Store store = store()) {
            assertThat(countOf(() -> assertThat(catchThrowableOfType(TokenRejectedException.class, store::connect))
                            .hasMessageContaining(MAILBOX)
                            .hasMessageContaining("-ERR Authentication failure: unknown user name or bad password")
                            .satisfies(e -> assertThat(e.error()
                                            .flatMap(ServerError::status)
                                            .isPresent())
                                    .isEqualTo(how == Refusal.CHALLENGE))))
                    .isEqualTo("2/2/2");
            assertThat(store.isConnected()).isFalse();
        }
        server.awaitOpenConnections(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void whenTheFolderIsOpenedAgainTheReasonArrives(Refusal how) throws Exception {
        try (Store store = connected()) {
            open(store).close(false);
            server.refuseBy(how).refuseEverything(true);
            assertThat(countOf(() -> catchThrowableOfType(TokenRejectedException.class, () -> open(store))))
                    .isEqualTo("2/2/2");
            assertThat(store.isConnected()).isFalse();
            assertThat(SignedIn.of(store).lastAuthenticationFailure()).isPresent();
        }
    }

    @Test
    void aServerThatHangsUpIsNoAuthenticationFailure() throws Exception {
        server.refuseBy(Refusal.DROP).refuseEverything(true);
        try (Store store = store()) {
            assertThat(countOf(() -> assertThat(catchThrowableOfType(MessagingException.class, store::connect))
                            .isNotInstanceOf(AuthenticationFailedException.class)
                            .hasMessageContaining("broke while " + MAILBOX)
                            .hasMessageContaining(": EOF on socket.")))
                    .isEqualTo("1/1/1");
        }
    }
}
