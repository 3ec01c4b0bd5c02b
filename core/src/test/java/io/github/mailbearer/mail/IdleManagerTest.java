package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IdleManager;
import org.junit.jupiter.api.Test;

/** Folders watched by Angus' {@code IdleManager}, over TLS, through rollovers. */
class IdleManagerTest extends StoreTest {

    IdleManagerTest() {
        super(MailProtocol.IMAP);
    }

    private static Folder watched(Store store, IdleManager manager, CountDownLatch heard, CountDownLatch closed)
            throws MessagingException {
        Folder inbox = open(store);
        inbox.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                heard.countDown();
            }
        });
        inbox.addConnectionListener(new ConnectionAdapter() {
            @Override
            public void closed(ConnectionEvent event) {
                closed.countDown();
            }
        });
        manager.watch(inbox);
        return inbox;
    }

    @Test
    void aWatchedFolderIsWatchedAgainAfterItsTokenHasEnded() throws Exception {
        Session session =
                builder().property("mail.imap.usesocketchannels", "true").build();
        ExecutorService threads = Executors.newCachedThreadPool();
        IdleManager manager = new IdleManager(session, threads);
        try (Store store = session.getStore()) {
            store.connect();
            CountDownLatch second = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            Folder inbox = watched(store, manager, second, closed);
            server.deliver(MAILBOX, "Subject: Second\n\nMore\n");
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();

            tokens.rollOver();
            server.bye("Session invalidated - AccessTokenExpired");
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(inbox.isOpen()).isFalse();

            CountDownLatch third = new CountDownLatch(1);
            assertThat(countOf(() -> watched(store, manager, third, closed))).isEqualTo("1/1/0");
            server.deliver(MAILBOX, "Subject: Third\n\nMore\n");
            assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            manager.stop();
            threads.shutdownNow();
        }
    }
}
