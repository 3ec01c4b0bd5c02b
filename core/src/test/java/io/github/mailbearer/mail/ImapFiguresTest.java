package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of the bridge for IMAP, counted at the server as connections/AUTHs/failures. */
class ImapFiguresTest extends StoreTest {

    ImapFiguresTest() {
        super(MailProtocol.IMAP);
    }

    @Test
    void connectTakesOneAuthBeforeAndAfterEveryRollover() throws Exception {
        Session session = builder().build();
        for (int hour = 1; hour <= 4; hour++) {
            try (Store store = session.getStore()) {
                assertThat(countOf(store::connect)).isEqualTo("1/1/0");
            }
            tokens.rollOver();
        }
        assertThat(tokens.issued()).isEqualTo(4);
    }

    @Test
    void thePoolGrowsWithATokenOfNow() throws Exception {
        try (Store store = connected()) {
            Folder first = open(store);
            assertThat(first.getMessage(1).getSubject()).isEqualTo("First");
            tokens.rollOver();
            assertThat(countOf(() -> open(store))).isEqualTo("1/1/0");
            tokens.rollOver();
            assertThat(countOf(() -> open(store))).isEqualTo("1/1/0");
        }
    }

    @Test
    void aLostConnectionOfTheStoreIsReplacedForStatus() throws Exception {
        try (Store store = connected()) {
            Folder inbox = open(store);
            tokens.rollOver();
            assertThat(countOf(() -> store.getFolder("Sent").getMessageCount())).isEqualTo("1/1/0");
            assertThat(countOf(() -> store.getDefaultFolder().list())).isEqualTo("0/0/0");
            assertThat(inbox.isOpen()).isTrue();
        }
    }

    @Test
    void aStoreReconnectsAfterADropWithATokenOfNow() throws Exception {
        try (Store store = connected()) {
            server.bye("Session invalidated - AccessTokenExpired");
            assertThat(store.isConnected()).isFalse();
            tokens.rollOver();
            assertThat(countOf(store::connect)).isEqualTo("1/1/0");
            assertThat(open(store).getMessageCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void aRevokedTokenIsReplacedOnTheSameConnection(Refusal how) throws Exception {
        server.refuseBy(how);
        try (Store store = connected()) {
            Folder inbox = open(store);
            tokens.revoke();
            assertThat(countOf(() -> open(store))).as("pool growth").isEqualTo("1/2/1");
            assertThat(countOf(() -> open(store))).isEqualTo("1/1/0");
            assertThat(inbox.isOpen()).isTrue();
        }
        tokens.revoke();
        try (Store store = store()) {
            assertThat(countOf(store::connect)).as("connect").isEqualTo("1/2/1");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void whenEverythingIsRefusedTheServersWordsArrive(Refusal how) throws Exception {
        server.refuseBy(how).refuseEverything(true);
        try (Store store = store()) {
            assertThat(countOf(() -> assertThat(catchThrowableOfType(TokenRejectedException.class, store::connect))
                            .hasMessageContaining(MAILBOX)
                            .hasMessageContaining("localhost:" + server.port())
                            .hasMessageContaining("NO AUTHENTICATE failed.")
                            .satisfies(e -> assertThat(e.error()
                                            .flatMap(ServerError::status)
                                            .isPresent())
                                    .isEqualTo(how == Refusal.CHALLENGE))))
                    .isEqualTo("1/2/2");
            assertThat(SignedIn.of(store).lastAuthenticationFailure()).containsInstanceOf(TokenRejectedException.class);
        }
        server.awaitOpenConnections(0);
    }

    @Test
    void thePoolsFailureKeepsTheReason() throws Exception {
        try (Store store = connected()) {
            open(store);
            server.refuseEverything(true);
            MessagingException failure = catchThrowableOfType(MessagingException.class, () -> open(store));
            assertThat(failure)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("connection failure")
                    .hasCauseInstanceOf(TokenRejectedException.class);
            MessagingException status = catchThrowableOfType(
                    MessagingException.class, () -> store.getFolder("Sent").getMessageCount());
            assertThat(status).hasCauseInstanceOf(TokenRejectedException.class);
            assertThat(SignedIn.of(store).lastAuthenticationFailure()).contains((MessagingException) status.getCause());
        }
    }

    private interface Way {
        void go(IMAPStore store) throws MessagingException;
    }

    private static final Map<String, Way> WAYS = Map.of(
            "hasCapability", store -> store.hasCapability("IDLE"),
            "quota", store -> store.getQuota("INBOX"),
            "idle", IMAPStore::idle,
            "id", store -> store.id(null),
            "namespaces", Store::getPersonalNamespaces,
            "status", store -> store.getFolder("Sent").getMessageCount(),
            "list", store -> store.getDefaultFolder().list(),
            "exists", store -> store.getFolder("Sent").exists());

    @Test
    void theReasonArrivesOnEveryWayToTheConnectionOfTheStore() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, Way> way : WAYS.entrySet()) {
            server.refuseEverything(false);
            tokens.rollOver();
            try (Store store = connected()) {
                open(store);
                server.refuseEverything(true);
                all.assertThatThrownBy(() -> way.getValue().go((IMAPStore) store))
                        .as(way.getKey())
                        .isInstanceOf(MessagingException.class)
                        .hasRootCauseInstanceOf(TokenRejectedException.class);
            }
        }
        all.assertAll();
    }

    @Test
    void anAcquisitionThatIsDeniedOpensNoConnection() throws Exception {
        Store store = Mails.reading(
                        MailProtocol.IMAP,
                        server,
                        ScriptedTokens.failing(new TokenRequestDeniedException("AADSTS7000215: wrong secret")))
                .build()
                .getStore();
        assertThat(countOf(() -> assertThat(catchThrowableOfType(MessagingException.class, store::connect))
                        .isInstanceOf(AuthenticationFailedException.class)
                        .hasCauseInstanceOf(TokenRequestDeniedException.class)))
                .isEqualTo("0/0/0");
    }
}
