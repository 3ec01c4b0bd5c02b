package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What IMAP servers do beside letting in and refusing, and what never happens on a connection of ours. */
class ImapGuardsTest extends StoreTest {

    ImapGuardsTest() {
        super(MailProtocol.IMAP);
    }

    @Test
    void aServerWithoutATokenMechanismIsSentNothing() throws Exception {
        server.mechanisms("LOGIN", "PLAIN");
        try (Store store = store()) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("does not offer XOAUTH2 or OAUTHBEARER")
                    .hasMessageContaining("AUTH=PLAIN");
        }
        assertThat(server.counts()).hasToString("1/0/0");
        assertThat(server.transcript()).noneMatch(line -> line.contains("LOGIN") && line.startsWith("C:"));
        server.awaitOpenConnections(0);
    }

    @Test
    void aServerThatClaimsToKnowUsIsNotTrusted() throws Exception {
        server.preauth(true);
        try (Store store = store()) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("PREAUTH");
            assertThat(store.isConnected()).isFalse();
        }
        server.awaitOpenConnections(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInitialResponseIsSentOnlyWhereItIsOffered(boolean offered) throws Exception {
        server.saslIr(offered);
        try (Store store = connected()) {
            assertThat(store.isConnected()).isTrue();
        }
        assertThat(server.counts()).hasToString("1/1/0");
        assertThat(server.transcript().stream().anyMatch(line -> line.endsWith("AUTHENTICATE XOAUTH2")))
                .isEqualTo(!offered);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void capabilitiesAreAskedForOnlyIfTheServerDidNotTellThem(boolean told) throws Exception {
        server.capabilitiesInOk(told);
        try (Store store = connected()) {
            assertThat(store.isConnected()).isTrue();
        }
        long asked = server.transcript().stream()
                .filter(line -> line.endsWith(" CAPABILITY"))
                .count();
        assertThat(asked).isEqualTo(told ? 2 : 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsLetInAndGetsNoMailboxIsToldWhatIsMissing(boolean atConnect) throws Exception {
        server.authenticatedButNotConnected(true).capabilitiesInOk(!atConnect);
        try (Store store = store()) {
            MessagingException failure = catchThrowableOfType(MessagingException.class, () -> {
                store.connect();
                open(store);
            });
            assertThat(failure)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("authenticated but not connected")
                    .hasMessageContaining(MAILBOX)
                    .hasMessageContaining("Add-MailboxPermission");
        }
        assertThat(server.counts()).hasToString("1/1/0");
        server.awaitOpenConnections(0);
    }

    @Test
    void theTokensEndIsKnown() throws Exception {
        Store store = store();
        assertThat(SignedIn.of(store).tokenExpiresAt()).isEmpty();
        assertThat(SignedIn.of(store).tokenHasRunOut()).isFalse();
        store.connect();
        open(store);
        assertThat(SignedIn.of(store).tokenExpiresAt()).contains(tokens.now().plusSeconds(3600));
        assertThat(SignedIn.of(store).tokenHasRunOut(tokens.now().plusSeconds(3599)))
                .isFalse();
        assertThat(SignedIn.of(store).tokenHasRunOut(tokens.now().plusSeconds(3600)))
                .isTrue();
        store.close();
        assertThat(SignedIn.of(store).tokenExpiresAt()).isEmpty();
    }

    @Test
    void aStoreFromAnotherSessionIsRefusedByName() throws Exception {
        Store stranger = Session.getInstance(new java.util.Properties()).getStore("imap");
        assertThatThrownBy(() -> SignedIn.of(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OAuth2Sessions");
    }

    @Test
    void anIdlingFolderHearsOfMailAndOfTheEndOfItsToken() throws Exception {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (Store store = connected()) {
            IMAPFolder inbox = (IMAPFolder) open(store);
            CountDownLatch heard = new CountDownLatch(1);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    heard.countDown();
                }
            });
            Future<MessagingException> ended =
                    reader.submit(() -> catchThrowableOfType(MessagingException.class, () -> {
                        while (true) {
                            inbox.idle();
                        }
                    }));
            server.deliver(MAILBOX, "Subject: Second\n\nMore\n");
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            tokens.rollOver();
            server.bye("Session invalidated - AccessTokenExpired");
            assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining("AccessTokenExpired");
            assertThat(countOf(() -> assertThat(open(store).getMessageCount()).isEqualTo(2)))
                    .isEqualTo("1/1/0");
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void aMessageOutOfAFolderIsAnsweredThroughTheSameBridge() throws Exception {
        Session session = Session.getInstance(new java.util.Properties());
        session.getProperties().setProperty("mail.store.protocol", "imap");
        session.getProperties().setProperty("mail.imap.host", server.host());
        session.getProperties().setProperty("mail.imap.port", String.valueOf(server.port()));
        session.getProperties().setProperty("mail.imap.user", MAILBOX);
        session.getProperties()
                .put("mail.imap.ssl.socketFactory", server.clientContext().getSocketFactory());
        OAuth2Sessions.install(session, tokens.cache);
        try (Store store = session.getStore()) {
            store.connect();
            Folder inbox = open(store);
            MimeMessage reply = (MimeMessage) inbox.getMessage(1).reply(false);
            assertThat(MailBridge.of(reply.getSession(), "smtp")).isPresent();
        }
    }
}
