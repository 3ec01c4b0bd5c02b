package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never happens to a POP3 store, whatever threads, folders, servers and changed properties do to it. */
class Pop3GuardsTest extends StoreTest {

    private final ExecutorService others = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean slow;

    Pop3GuardsTest() {
        super(MailProtocol.POP3);
    }

    @AfterEach
    void endOthers() {
        answered.countDown();
        others.shutdownNow();
    }

    @Test
    void theStoreIsNotHeldOnTheWayToAFolder() throws Exception {
        Store store = connected();
        Folder inbox = open(store);
        Thread closer = new Thread(() -> {
            try {
                store.close();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        });
        closer.setDaemon(true);
        synchronized (inbox) {
            closer.start();
            while (closer.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            assertThat(monitorIsFree(store)).isTrue();
        }
        closer.join();
        assertThat(inbox.isOpen()).isFalse();
    }

    private boolean monitorIsFree(Object monitor) throws Exception {
        return others.submit(() -> {
                    synchronized (monitor) {
                        return true;
                    }
                })
                .get(5, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LOGIN", "PLAIN XOAUTH2"})
    void theTokenIsNoPasswordEvenIfTheMechanismsAreChangedLater(String mechanisms) throws Exception {
        server.mechanisms("XOAUTH2", "PLAIN", "USER");
        Session session = builder().build();
        if (mechanisms.isEmpty()) {
            session.getProperties().remove("mail.pop3.auth.mechanisms");
        } else {
            session.getProperties().setProperty("mail.pop3.auth.mechanisms", mechanisms);
        }
        try (Store store = session.getStore()) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("mail.pop3.auth.mechanisms=XOAUTH2");
        }
        assertThat(server.counts()).hasToString("0/0/0");
    }

    @Test
    void theTokenIsNotSentInClearTextEvenIfTlsIsNoLongerRequired() throws Exception {
        server.advertiseStartTls(false);
        Session session = builder().build();
        session.getProperties().remove("mail.pop3.starttls.required");
        try (Store store = session.getStore()) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("clear text");
        }
        assertThat(server.counts()).hasToString("0/0/0");
    }

    @Test
    void aLineThatIsNoReplyAndRepeatsTheTokenIsShownWithoutIt() throws Exception {
        String line =
                Base64.getEncoder().encodeToString(("user=" + MAILBOX + "\1auth=Bearer token-1\1\1").getBytes(UTF_8));
        server.refuseEverything(true).refusalReply("500 unknown command " + line);
        ByteArrayOutputStream debug = new ByteArrayOutputStream();
        Session session = builder().build();
        session.setDebugOut(new PrintStream(debug, true, UTF_8));
        session.setDebug(true);
        StringWriter trace = new StringWriter();
        try (Store store = session.getStore()) {
            catchThrowableOfType(MessagingException.class, store::connect).printStackTrace(new PrintWriter(trace));
        }
        assertThat(trace.toString()).contains("500 unknown command [token]").doesNotContain(line);
        assertThat(debug.toString(UTF_8)).contains("[token]").doesNotContain(line);
    }

    @Test
    void whoAsksWhileAFolderIsBeingOpenedDoesNotCloseTheStore() throws Exception {
        try (Store store = slowStore()) {
            Folder inbox = open(store);
            inbox.close(false);
            Folder second = store.getFolder("INBOX");
            slow = true;
            Future<?> opening = others.submit(() -> opened(inbox));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.isConnected()).isTrue();
            Future<MessagingException> refused =
                    others.submit(() -> catchThrowableOfType(MessagingException.class, () -> opened(second)));
            answered.countDown();
            opening.get(10, TimeUnit.SECONDS);
            assertThat(refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("close");
            assertThat(inbox.isOpen()).isTrue();
            assertThat(store.isConnected()).isTrue();
        }
        assertThat(server.counts()).hasToString("2/2/0");
    }

    @Test
    void aStoreThatIsClosedWhileAFolderIsBeingOpenedStaysClosed() throws Exception {
        Store store = slowStore();
        Folder inbox = open(store);
        inbox.close(false);
        slow = true;
        Future<MessagingException> refused =
                others.submit(() -> catchThrowableOfType(MessagingException.class, () -> opened(inbox)));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        store.close();
        answered.countDown();
        assertThat(refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("the store is closed: connect it first");
        assertThat(store.isConnected()).isFalse();
        server.awaitOpenConnections(0);
    }

    /** A store that is connected, and whose next token comes when it is told to. */
    private Store slowStore() throws MessagingException {
        Store store = Mails.reading(MailProtocol.POP3, server, this::token)
                .uncached()
                .build()
                .getStore();
        store.connect();
        return store;
    }

    private AccessToken token(TokenRequest request) {
        if (slow) {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return AccessToken.of("token-1", Instant.now().plusSeconds(3600));
    }

    private static Folder opened(Folder folder) throws MessagingException {
        folder.open(Folder.READ_ONLY);
        return folder;
    }

    @Test
    void aFolderOfAClosedStoreIsNotOpened() throws Exception {
        Store store = connected();
        Folder inbox = store.getFolder("INBOX");
        store.close();
        assertThat(countOf(() -> assertThatThrownBy(() -> opened(inbox))
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining("the store is closed: connect it first")))
                .isEqualTo("0/0/0");
    }

    @Test
    void aSecondFolderIsRefusedUntilTheFirstIsClosed() throws Exception {
        try (Store store = connected()) {
            Folder first = open(store);
            Folder second = store.getFolder("INBOX");
            tokens.rollOver();
            assertThat(countOf(() -> assertThatThrownBy(() -> opened(second))
                            .isInstanceOf(MessagingException.class)
                            .hasMessageContaining(Integer.toHexString(System.identityHashCode(first)))))
                    .isEqualTo("0/0/0");
            assertThat(first.isOpen()).isTrue();
            first.close(false);
            assertThat(countOf(() -> opened(second).close(false))).isEqualTo("1/1/0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIRECT", "CHALLENGE"})
    void aRefusalAtTheNextOpeningLeavesTheStoreOpen(Refusal how) throws Exception {
        try (Store store = connected()) {
            open(store).close(false);
            server.refuseBy(how).refuseEverything(true);
            assertThatThrownBy(() -> open(store)).isInstanceOf(TokenRejectedException.class);
            server.refuseEverything(false);
            tokens.rollOver();
            assertThat(open(store).getMessageCount()).isOne();
        }
    }

    @Test
    void theTokensEndIsKnownWithoutWaiting() throws Exception {
        try (Store store = connected()) {
            SignedIn signedIn = SignedIn.of(store);
            synchronized (store) {
                assertThat(others.submit(signedIn::tokenExpiresAt).get(5, TimeUnit.SECONDS))
                        .isPresent();
            }
        }
    }
}
