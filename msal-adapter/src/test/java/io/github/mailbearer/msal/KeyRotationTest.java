package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Encryption keys change while the nodes of a fleet are restarted one after the other. */
@Timeout(30)
class KeyRotationTest {

    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };
    private static final EncryptionKeys BEFORE = EncryptionKeys.of("old", OLD);
    private static final EncryptionKeys FIRST = BEFORE.andForReading("new", NEW);
    private static final EncryptionKeys THEN = EncryptionKeys.of("new", NEW).andForReading("old", OLD);

    private final Connecting connecting = new Connecting();

    @BeforeEach
    void connect() {
        connector(BEFORE)
                .importRefreshToken(
                        Connecting.MAILBOX,
                        connecting.entra.issueRefreshToken(Connecting.MAILBOX, Connecting.SMTP, Connecting.IMAP));
        nextHour();
    }

    @AfterEach
    void stop() {
        connecting.close();
    }

    private void nextHour() {
        connecting.clock.advance(Duration.ofMinutes(61));
    }

    private TokenCacheStore store(EncryptionKeys keys) {
        return TokenCacheStore.encrypted(connecting.rows, keys);
    }

    private MsalTokenProvider node(EncryptionKeys keys) {
        return MsalTokenProvider.delegated(
                connecting.application, store(keys), connecting.clock, connecting.pauses::add);
    }

    private MailboxConnector connector(EncryptionKeys keys) {
        return MailboxConnector.builder(connecting.application, store(keys))
                .redirectUri(Connecting.REDIRECT)
                .scopes(Connecting.SMTP, Connecting.IMAP)
                .clock(connecting.clock)
                .build();
    }

    @Test
    void inTwoStepsEveryNodeReadsWhatTheOthersWrite() {
        for (EncryptionKeys[] nodes : new EncryptionKeys[][] {{BEFORE, FIRST}, {FIRST, THEN}, {THEN, FIRST}}) {
            AccessToken token = node(nodes[0]).getToken(REQUEST);

            assertThat(node(nodes[1]).getToken(REQUEST)).isEqualTo(token);
            nextHour();
        }
    }

    @Test
    void aNodeThatDoesNotHaveTheKeyYetIsToldToTryAgain() {
        AccessToken token = node(THEN).getToken(REQUEST);

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> node(BEFORE).getToken(REQUEST))
                .withMessageContainingAll("\"new\"", "[old]");
        assertThat(node(FIRST).getToken(REQUEST)).isEqualTo(token);
    }

    @Test
    void aMailboxUnderAKeyThatIsNotAtHandIsListed() {
        node(THEN).getToken(REQUEST);

        assertThat(connector(BEFORE).list())
                .singleElement()
                .satisfies(mailbox -> assertThat(mailbox.health()).isEqualTo(ConnectionHealth.UNREADABLE));
    }

    @Test
    void aWrongKeyUnderAKnownIdIsForGood() {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> node(EncryptionKeys.of("old", NEW)).getToken(REQUEST));
    }
}
