package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SubjectTerm;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The IMAP server as Angus Mail meets it. */
@Timeout(30)
class ImapWithAngusTest {

    private static final String USER = "me@contoso.com";
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private static FakeMailServer start(Security security) {
        return FakeMailServer.imap()
                .security(security)
                .tokens(AcceptedTokens.of("good"))
                .certificates(CERTIFICATES)
                .start();
    }

    private static AngusStore client(FakeMailServer server, Security security) {
        return new AngusStore("imap", server)
                .with("ssl.enable", String.valueOf(security == Security.IMPLICIT_TLS))
                .with("starttls.required", String.valueOf(security == Security.STARTTLS));
    }

    @ParameterizedTest
    @EnumSource
    void isReadOverEveryKindOfConnection(Security security) throws Exception {
        try (FakeMailServer imap = start(security)) {
            imap.deliver(USER, "From: Jane <jane@contoso.com>\nSubject: First\n\nGr\u00fc\u00dfe\n");
            imap.deliver(USER, "Subject: Second\n\n" + "A long line of text.\n".repeat(5_000));
            try (Store store = client(imap, security).connect(USER, "good")) {
                assertThat(store.getDefaultFolder().list("*"))
                        .extracting(Folder::getFullName)
                        .containsExactly("INBOX", "Sent");
                Folder inbox = store.getFolder("INBOX");
                assertThat(inbox.exists()).isTrue();
                assertThat(store.getFolder("None").exists()).isFalse();
                assertThat(inbox.getUnreadMessageCount()).isEqualTo(2);
                inbox.open(Folder.READ_WRITE);
                Message[] messages = inbox.getMessages();
                FetchProfile everything = new FetchProfile();
                everything.add(FetchProfile.Item.ENVELOPE);
                everything.add(FetchProfile.Item.FLAGS);
                everything.add(FetchProfile.Item.CONTENT_INFO);
                everything.add(UIDFolder.FetchProfileItem.UID);
                inbox.fetch(messages, everything);

                assertThat(messages[0].getFrom()[0]).hasToString("Jane <jane@contoso.com>");
                assertThat(messages[0].getSubject()).isEqualTo("First");
                assertThat(messages[0].getHeader("Subject")).containsExactly("First");
                assertThat(messages[1].getContent().toString()).hasSize(110_000).endsWith("text.\r\n");
                assertThat(((UIDFolder) inbox).getUID(messages[1])).isEqualTo(2);
                assertThat(inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)))
                        .containsExactly(messages[0]);
                assertThat(inbox.search(new SubjectTerm("Second"))).containsExactly(messages[1]);

                messages[0].setFlag(Flags.Flag.DELETED, true);
                assertThat(inbox.expunge()).containsExactly(messages[0]);
                inbox.close(true);
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(1);
                inbox.close();
            }
            assertThat(imap.counts()).hasToString("1/1/0");
            imap.awaitOpenConnections(0);
        }
    }

    @Test
    void wakesAFolderInIdle() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (FakeMailServer imap = start(Security.IMPLICIT_TLS);
                Store store = client(imap, Security.IMPLICIT_TLS).connect(USER, "good")) {
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            CountDownLatch arrived = new CountDownLatch(1);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    arrived.countDown();
                }
            });
            Future<?> idle = thread.submit(() -> {
                inbox.idle(true);
                return null;
            });

            imap.deliver(USER, "Subject: New\n\n");

            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            idle.get(10, TimeUnit.SECONDS);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("New");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void refusesAnUnknownToken() {
        try (FakeMailServer imap = start(Security.CLEARTEXT)) {
            assertThatThrownBy(() -> client(imap, Security.CLEARTEXT).connect(USER, "unknown"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("AUTHENTICATE failed.");
            assertThat(imap.counts()).hasToString("1/1/1");
        }
    }

    @Test
    void showsTheTokenThatPlainAngusSendsAsAPassword() {
        try (FakeMailServer imap = start(Security.CLEARTEXT).mechanisms("LOGIN")) {
            assertThatThrownBy(() -> client(imap, Security.CLEARTEXT).connect(USER, "good"))
                    .isInstanceOf(AuthenticationFailedException.class);
            assertThat(imap.transcript()).anyMatch(line -> line.matches("C: \\S+ LOGIN me@contoso.com good"));
            assertThat(imap.counts()).hasToString("1/1/1");
        }
    }
}
