package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.Test;

/**
 * What Angus' POP3 store does that {@link OAuth2Pop3Store}, {@link OAuth2Pop3Folder}, {@link Pop3SignIn} and
 * {@link Pop3Trace} build on or guard against.
 */
class Pop3ContractTest extends ContractTest {

    private static final String TWO_LINES = ".auth.xoauth2.two.line.authentication.format";

    Pop3ContractTest() {
        super("pop3", FakeMailServer.pop3());
    }

    private POP3Store store(String... more) {
        return new POP3Store(session(more), url());
    }

    private static Folder open(Store store) throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }

    private void refuse(Refusal how) {
        server.refuseBy(how).refuseEverything(true);
    }

    /** Which is why {@link OAuth2Pop3Store} asks once more with NOOP. */
    @Test
    void anErrorChallengeIsTakenForSuccess() throws Exception {
        refuse(Refusal.CHALLENGE);
        POP3Store store = store();
        connect(store);
        assertThat(debugged())
                .as("what Pop3Trace reads")
                .containsSubsequence(
                        "AUTH XOAUTH2 command trace suppressed",
                        "AUTH XOAUTH2 failed, THROW: ",
                        "OAUTH2 authentication failed: {\"status\":\"400\"");
        assertThat(store.isConnected()).as("after one NOOP").isFalse();
        assertThat(said("NOOP")).as("taken for the answer to the challenge").isOne();
        assertThat(debugged()).containsPattern("(?m)^-ERR Authentication failure: unknown user name or bad password");
        assertCounts("1/1/1");
    }

    @Test
    void aRefusalIsNotedInTheTraceAndThrownWithoutItsStatus() throws Exception {
        refuse(Refusal.DIRECT);
        try (POP3Store store = store()) {
            assertThatThrownBy(() -> connect(store))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("Authentication failure: unknown user name or bad password.");
        }
        assertThat(debugged().lines().filter(line -> line.contains("AUTH XOAUTH2")))
                .last()
                .asString()
                .endsWith("AUTH XOAUTH2 failed");
    }

    /** Which is why {@link Pop3SignIn#failed} looks into the trace and not at the exception. */
    @Test
    void aConnectionThatIsDroppedIsAnAuthenticationFailure() throws Exception {
        refuse(Refusal.DROP);
        try (POP3Store store = store()) {
            assertThatThrownBy(() -> connect(store))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("\"this.resp\" is null");
        }
        assertThat(debugged().lines())
                .anyMatch(line -> line.endsWith("AUTH XOAUTH2 failed, THROW: "))
                .noneMatch(line -> line.endsWith("AUTH XOAUTH2 failed"));
    }

    @Test
    void aServerThatFallsSilentIsAnAuthenticationFailure() throws Exception {
        refuse(Refusal.HANG);
        try (POP3Store store = store(".timeout", "200")) {
            assertThatThrownBy(() -> connect(store)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(debugged().lines()).noneMatch(line -> line.endsWith("AUTH XOAUTH2 failed"));
    }

    /** Whose words {@link Pop3SignIn} knows. */
    @Test
    void whatIsNotOfferedIsAnAuthenticationFailureWithFixedWords() throws Exception {
        server.mechanisms("PLAIN");
        try (POP3Store store = store()) {
            assertThatThrownBy(() -> connect(store))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("No authentication mechanisms supported by both server and client");
        }
        server.mechanisms("OAUTHBEARER");
        try (POP3Store store = store(".auth.mechanisms", "OAUTHBEARER")) {
            assertThatThrownBy(() -> connect(store))
                    .as("Angus knows no OAUTHBEARER")
                    .hasMessage("No authentication mechanisms supported by both server and client");
        }
        server.advertiseStartTls(false);
        try (POP3Store store = store()) {
            assertThatThrownBy(() -> connect(store))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("STLS required but not supported");
        }
        assertCounts("3/0/0");
    }

    @Test
    void anUnreachableServerIsToldFromARefusal() throws Exception {
        server.close();
        try (POP3Store store = store()) {
            assertThatThrownBy(() -> connect(store)).isInstanceOf(MailConnectException.class);
        }
    }

    /** Which is why {@link OAuth2Pop3Store#isConnected} closes the store. */
    @Test
    void aDeadConnectionIsKeptAndTakenForANewOne() throws Exception {
        POP3Store store = store();
        connect(store);
        server.dropAt("NOOP");
        assertThat(store.isConnected()).isFalse();
        server.clearReplies().resetCounts();
        connect(store);
        assertThatThrownBy(() -> open(store)).hasMessage("Open failed");
        assertCounts("0/0/0");
    }

    /** Which is why {@link OAuth2Pop3Folder#open} has the store connect beforehand. */
    @Test
    void aFolderOpenedAgainSignsInByItselfWithThePasswordOfTheLastProtocolConnect() throws Exception {
        AtomicInteger connects = new AtomicInteger();
        POP3Store store = new POP3Store(session(), url()) {
            @Override
            protected synchronized boolean protocolConnect(String host, int port, String user, String token)
                    throws MessagingException {
                connects.incrementAndGet();
                return super.protocolConnect(host, port, user, token);
            }
        };
        connect(store);
        open(store).close(false);
        assertCounts("1/1/0");
        open(store).close(false);
        assertCounts("2/2/0");
        assertThat(connects).hasValue(1);

        accepted.only("better");
        assertThatThrownBy(() -> open(store)).hasMessage("Open failed");
        assertCounts("3/3/1");

        store.close();
        connect(store, "better");
        open(store).close(false);
        open(store).close(false);
        assertCounts("5/5/1");
        store.close();
    }

    /** On which {@link OAuth2Pop3Store#provideConnection} builds. */
    @Test
    void aFolderTakesTheConnectionThatProtocolConnectHasMade() throws Exception {
        class Preparing extends POP3Store {
            Preparing(Session session) {
                super(session, url());
            }

            void prepare() throws MessagingException {
                protocolConnect(server.host(), server.port(), USER, "better");
            }
        }
        Preparing store = new Preparing(session());
        connect(store);
        open(store).close(false);
        accepted.only("better");
        store.prepare();
        assertCounts("2/2/0");
        Folder inbox = open(store);
        assertCounts("2/2/0");
        inbox.close(false);
        store.close();
    }

    @Test
    void theDefaultFolderAndTheStoreGiveTheSameKindOfInbox() throws Exception {
        try (POP3Store store = new POP3Store(session(), url()) {
            @Override
            public Folder getFolder(String name) {
                return new POP3Folder(this, name) {};
            }
        }) {
            connect(store);
            assertThat(store.getDefaultFolder().getFolder("INBOX"))
                    .hasSameClassAs(store.getFolder("INBOX"))
                    .isNotExactlyInstanceOf(POP3Folder.class);
        }
    }

    /** Which is why {@link OAuth2Pop3Store} gives Angus a Session of its own when it is made. */
    @Test
    void debugSettingsAreLookedAtOnceWhenTheStoreIsMade() throws Exception {
        Session session = session();
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        try (POP3Store store = new POP3Store(session, url())) {
            session.setDebugOut(new PrintStream(later, true, StandardCharsets.UTF_8));
            session.setDebug(false);
            connect(store);
        }
        assertThat(debugged()).contains("AUTH XOAUTH2 succeeded").doesNotContain(PRESENTED);
        assertThat(later.size()).isZero();
    }

    @Test
    void twoLinesAreSentOnlyWhereAskedForAndTheAnswerToTheFirstIsNotLookedAt() throws Exception {
        try (POP3Store store = store()) {
            connect(store);
            assertThat(said("AUTH XOAUTH2 " + PRESENTED)).isOne();
        }
        server.oneLineAuthOnly(true);
        try (POP3Store store = store(TWO_LINES, "true")) {
            assertThatThrownBy(() -> connect(store)).isInstanceOf(AuthenticationFailedException.class);
            assertThat(server.transcript())
                    .containsSubsequence("C: AUTH XOAUTH2", "S: -ERR Syntax error")
                    .anyMatch(line -> line.startsWith("C: " + PRESENTED));
        }
    }
}
