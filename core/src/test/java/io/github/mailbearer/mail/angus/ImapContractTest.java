package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import java.util.List;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.Test;

/**
 * What Angus' IMAP store does that {@link OAuth2ImapStore}, {@link OAuth2ImapFolder} and {@link ImapFailures} build on or
 * guard against. What its connections do is in {@link ImapConnectionContractTest}.
 */
class ImapContractTest extends ContractTest {

    private static final String NO_STORE_CONNECTION = "failed to create new store connection";

    ImapContractTest() {
        super("imap", FakeMailServer.imap());
    }

    private RecordingStore recording(String... more) {
        return new RecordingStore(session(more), url());
    }

    private IMAPStore plain(String... more) {
        return new IMAPStore(session(more), url());
    }

    private static Folder open(Store store) throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }

    @Test
    void everyWayToAConnectionLeadsThroughNewProtocolAndPreLogin() throws Exception {
        try (RecordingStore store = recording()) {
            connect(store);
            assertThat(store.steps).as("connect").containsExactly("new", "preLogin over TLS true");

            store.steps.clear();
            open(store);
            assertThat(store.steps).as("the pool has one").isEmpty();
            open(store);
            assertThat(store.steps).as("pool growth").containsExactly("new", "preLogin over TLS true");

            store.steps.clear();
            assertThat(store.getFolder("Sent").exists()).isTrue();
            assertThat(store.steps).as("connection of the store").containsExactly("new", "preLogin over TLS true");
        }
        assertCounts("3/3/0");
    }

    @Test
    void whoSignsInBeforehandIsAskedForNoLogin() throws Exception {
        try (RecordingStore store = recording()) {
            store.signInBefore = true;
            connect(store, "a password that would be refused");
            assertThat(store.isConnected()).isTrue();
        }
        assertCounts("1/1/0");
    }

    /** Which is why {@link ImapConnection#hasCapability} answers for the mark. */
    @Test
    void capabilitiesToldToWhoSignsInBeforehandAreAskedForAgain() throws Exception {
        try (RecordingStore store = recording()) {
            connect(store);
            long usual = said("CAPABILITY");
            store.signInBefore = true;
            open(store);
            open(store);
            assertThat(said("CAPABILITY")).isEqualTo(usual + usual + 1);
        }
    }

    /** Which is why {@link ImapConnection#capability} looks at it. */
    @Test
    void aMailboxThatIsNotOpenedIsPassedOver() throws Exception {
        server.authenticatedButNotConnected(true).capabilitiesInOk(false);
        try (IMAPStore store = plain()) {
            connect(store);
            assertThat(server.transcript())
                    .anyMatch(line -> line.endsWith("BAD User is authenticated but not connected."));
        }
    }

    /** Which is why {@link ImapConnection#isAuthenticated} does not believe it. */
    @Test
    void aServerThatClaimsToKnowUsIsBelievedWithoutAToken() throws Exception {
        server.preauth(true);
        try (RecordingStore store = recording(".starttls.required", "false", ".starttls.enable", "false")) {
            connect(store);
            assertThat(store.steps).containsExactly("new");
            assertThat(store.isConnected()).isTrue();
        }
        assertCounts("1/0/0");
    }

    /** Which is why {@link ImapConnection#login} refuses. */
    @Test
    void theTokenIsSentByLoginWhereXoauth2IsNotOffered() throws Exception {
        server.mechanisms("LOGIN");
        try (IMAPStore store = plain()) {
            assertThatThrownBy(() -> connect(store)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(server.transcript()).anyMatch(line -> line.matches("C: \\S+ LOGIN \"?" + USER + "\"? \"?good\"?"));
    }

    /** Which is why {@link ImapAuth} answers challenges. */
    @Test
    void anErrorChallengeGetsTheTokenOnceMore() throws Exception {
        server.refuseBy(Refusal.CHALLENGE).refuseEverything(true);
        try (IMAPStore store = plain()) {
            assertThatThrownBy(() -> connect(store)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(server.challengeAnswers()).singleElement().asString().startsWith(PRESENTED);
    }

    @Test
    void startTlsThatIsRequiredAndHiddenEndsBeforePreLogin() throws Exception {
        server.advertiseStartTls(false);
        try (RecordingStore store = recording()) {
            assertThat(catchThrowableOfType(MessagingException.class, () -> connect(store)))
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("STARTTLS required but not supported by server");
            assertThat(store.steps).containsExactly("new");
        }
    }

    @Test
    void atConnectTheCauseIsKept() throws Exception {
        try (RecordingStore store = recording()) {
            store.failure = new ProtocolException("no token");
            assertThat(catchThrowableOfType(MessagingException.class, () -> connect(store)))
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasCause(store.failure);
        }
        server.awaitOpenConnections(0);
    }

    /** Which is why {@link OAuth2ImapStore#preLogin} turns it into another one. */
    @Test
    void aRuntimeExceptionAtConnectLeaksTheConnection() throws Exception {
        RecordingStore store = recording();
        store.failure = new IllegalStateException("no token");
        assertThatThrownBy(() -> connect(store)).isSameAs(store.failure);
        store.close();
        assertThat(server.openConnections()).isOne();
        store.disconnect();
        server.awaitOpenConnections(0);
    }

    /** Which is what {@link ImapFailures} mends. */
    @Test
    void whenThePoolGrowsTheCauseIsDropped() throws Exception {
        try (RecordingStore store = recording()) {
            connect(store);
            open(store);
            for (Exception failure : List.of(new ProtocolException("no token"), new IllegalStateException("none"))) {
                store.failure = failure;
                assertThatThrownBy(() -> open(store))
                        .isExactlyInstanceOf(MessagingException.class)
                        .hasMessage("connection failure")
                        .hasNoCause();
            }
        }
    }

    /** Which is what {@link OAuth2ImapFolder#throwClosedException} mends. */
    @Test
    void whenTheStoreReconnectsTheCauseIsDroppedAndNoProtocolIsKnown() throws Exception {
        try (RecordingStore store = recording()) {
            connect(store);
            open(store);
            store.failure = new ProtocolException("no token");
            Folder sent = store.getFolder("Sent");
            assertThatThrownBy(sent::getMessageCount)
                    .isInstanceOf(StoreClosedException.class)
                    .hasMessage(NO_STORE_CONNECTION)
                    .hasNoCause();
            assertThat(store.closedBy).singleElement().satisfies(e -> {
                assertThat(e.getProtocol()).isNull();
                assertThat(e).hasMessage(NO_STORE_CONNECTION).hasNoCause();
            });
            assertThatThrownBy(() -> store.hasCapability("IDLE"))
                    .isExactlyInstanceOf(MessagingException.class)
                    .cause()
                    .isInstanceOf(ConnectionException.class)
                    .hasMessage(NO_STORE_CONNECTION)
                    .hasNoCause();
        }
    }

    /** Which is why the bridge does not leave pools to passwords. */
    @Test
    void thePoolGrowsWithThePasswordOfTheConnect() throws Exception {
        try (IMAPStore store = plain()) {
            connect(store);
            open(store);
            accepted.only("better");
            assertThatThrownBy(() -> open(store))
                    .hasMessage("connection failure")
                    .hasNoCause();
        }
        assertCounts("2/2/1");
    }

    /** Which is why the bridge refuses {@code mail.imap.sasl.enable=true}. */
    @Test
    void saslWouldPrintTheToken() throws Exception {
        server.saslIr(false);
        try (IMAPStore store = plain(".sasl.enable", "true", ".sasl.mechanisms", "XOAUTH2")) {
            connect(store);
        }
        assertThat(debugged()).contains("auth=Bearer good");
    }

    @Test
    void withoutSaslTheTraceIsSuspendedWhileAuthIsUnderWay() throws Exception {
        try (IMAPStore store = plain()) {
            connect(store);
        }
        assertThat(debugged())
                .contains("AUTHENTICATE XOAUTH2 command trace suppressed")
                .doesNotContain(PRESENTED);
    }
}
