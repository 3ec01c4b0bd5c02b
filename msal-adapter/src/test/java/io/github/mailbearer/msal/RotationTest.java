package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static io.github.mailbearer.msal.ConnectedMailboxes.SMTP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A refresh token that is good once finds its way into the row, whatever others and the store are doing. */
@Timeout(30)
class RotationTest {

    private static final TokenCacheStoreException DOWN = new TokenCacheStoreException("The database is down.", null);

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final MsalTokenProvider provider = mailboxes.provider();

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private void nextHour() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    /** Does something the moment before a row is written for the first time. */
    private void beforeTheWrite(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        mailboxes.store.beforeWrite = key -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    @Test
    void aFailedSaveIsTriedAgainWithoutAnotherRequest() {
        AtomicInteger failures = new AtomicInteger();
        mailboxes.store.beforeWrite = key -> {
            if (failures.incrementAndGet() <= 3) {
                throw DOWN;
            }
        };

        AccessToken token = provider.getToken(REQUEST);

        assertThat(mailboxes.requests()).isOne();
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(token);
        nextHour();
        mailboxes.provider().getToken(REQUEST);
    }

    @Test
    void aSaveThatSucceededUnnoticedIsRecognised() {
        AtomicBoolean lost = new AtomicBoolean();
        mailboxes.store.afterWrite = key -> {
            if (lost.compareAndSet(false, true)) {
                throw DOWN;
            }
        };

        AccessToken token = provider.getToken(REQUEST);

        assertThat(mailboxes.row().version()).isEqualTo(2);
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(token);
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void whatCannotBeSavedIsKeptAndSavedBeforeAnythingElse() {
        mailboxes.store.beforeWrite = key -> {
            throw DOWN;
        };
        AccessToken token;
        try (CapturedLogs logs = CapturedLogs.everything()) {
            token = provider.getToken(REQUEST);
            assertThat(logs.text()).contains("could not be stored", MAILBOX).doesNotContain(token.value());
        }
        assertThat(provider.getToken(REQUEST)).isEqualTo(token);
        nextHour();
        assertThatExceptionOfType(TokenUnavailableException.class)
                .as("a second refresh token must not be put at risk before the first one is safe")
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("until the store has taken");
        assertThat(mailboxes.requests()).isOne();

        mailboxes.store.beforeWrite = key -> {};
        provider.getToken(REQUEST);

        assertThat(mailboxes.requests()).isEqualTo(2);
        nextHour();
        mailboxes.provider().getToken(REQUEST);
    }

    @Test
    void whatCannotBeSavedIsKnownToAllWhoShareTheStore() {
        TokenCacheStore shared = TokenCacheStore.unencrypted(mailboxes.store);
        mailboxes.store.beforeWrite = key -> {
            throw DOWN;
        };
        AccessToken token = MsalTokenProvider.delegated(
                        mailboxes.application, shared, mailboxes.clock, mailboxes.pauses::add)
                .getToken(REQUEST);
        mailboxes.store.beforeWrite = key -> {};

        assertThat(MsalTokenProvider.delegated(mailboxes.application, shared, mailboxes.clock, mailboxes.pauses::add)
                        .getToken(REQUEST))
                .isEqualTo(token);
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void anInterruptionWaitsUntilTheRefreshTokenIsSafe() {
        Rotation rotation = mailboxes.redeemElsewhere();
        AtomicBoolean seen = new AtomicBoolean();
        mailboxes.store.beforeWrite = key -> seen.set(Thread.currentThread().isInterrupted());
        RotationSaver saver = new RotationSaver(mailboxes.connections, mailboxes.pauses::add);

        Thread.currentThread().interrupt();
        saver.save(mailboxes.key(), mailboxes.row(), rotation);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).isFalse();
        assertThat(mailboxes.row().connection().cache()).isEqualTo(rotation.cache());
    }

    @Test
    void aNoteThatSomebodyMadeMeanwhileIsWrittenOver() {
        beforeTheWrite(() -> mailboxes.write(mailboxes
                .row()
                .connection()
                .refused(new Connection.Refusal("invalid_grant", 70000, "", mailboxes.clock.instant()))));

        AccessToken token = provider.getToken(REQUEST);

        assertThat(mailboxes.row().connection().refusal()).isNull();
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(token);
    }

    @Test
    void aConnectionThatSomebodyMadeMeanwhileIsKept() {
        beforeTheWrite(() -> {
            mailboxes.store.rows.delete(mailboxes.key());
            mailboxes.connect(MAILBOX, SMTP);
        });
        String before = mailboxes.refreshToken();

        provider.getToken(REQUEST);

        assertThat(mailboxes.refreshToken()).isNotEqualTo(before);
        assertThat(mailboxes.row().connection().scopes()).containsExactly(SMTP);
        assertThat(mailboxes.row().version()).as("written by the other only").isEqualTo(3);
    }

    @Test
    void aMailboxThatWasDisconnectedMeanwhileStaysSo() {
        beforeTheWrite(() -> mailboxes.store.rows.delete(mailboxes.key()));

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("is not connected");
        assertThat(mailboxes.row().connection()).isNull();
    }

    /** Does something the moment after the row was read for the first time. */
    private void afterTheRead(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        mailboxes.store.afterLoad = key -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    @Test
    void afterARefusalTheTokenThatAnotherProcessSavedIsUsed() {
        afterTheRead(() -> mailboxes.saveElsewhere(mailboxes.redeemElsewhere()));

        AccessToken token = provider.getToken(REQUEST);

        assertThat(mailboxes.requests()).as("one of them refused").isEqualTo(2);
        assertThat(token.value())
                .isEqualTo(mailboxes.row().connection().tokens().get(0).value());
        assertThat(mailboxes.row().connection().refusal()).isNull();
    }

    @Test
    void afterARefusalTheRefreshTokenThatAnotherProcessSavedIsRedeemedOnce() {
        afterTheRead(() -> mailboxes.saveElsewhere(mailboxes.redeemElsewhere()));

        AccessToken token = provider.getToken(TokenRequest.of(MAILBOX, SMTP));

        assertThat(token.value()).isEqualTo(mailboxes.entra.lastIssuedToken());
        assertThat(mailboxes.requests()).isEqualTo(3);
    }

    @Test
    void afterARefusalThereIsTimeForAnotherProcessToSave() {
        Rotation pending = mailboxes.redeemElsewhere();
        AtomicInteger pauses = new AtomicInteger();
        MsalTokenProvider late = mailboxes.provider(time -> {
            if (pauses.incrementAndGet() == 2) {
                mailboxes.saveElsewhere(pending);
            }
        });

        assertThat(late.getToken(REQUEST).value()).isEqualTo(pending.token().value());
        assertThat(pauses).hasValue(2);
    }

    @Test
    void aTokenOfAnotherAccountIsRefused() {
        Connections.Stored before = mailboxes.row();
        mailboxes.entra.answerNext(EntraReply.status(
                200,
                "application/json",
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"opaque\",\"refresh_token\":\"next\","
                        + "\"id_token\":\"" + encoded("{\"alg\":\"none\"}") + "."
                        + encoded("{\"oid\":\"eve\",\"tid\":\"t\",\"preferred_username\":\"eve@contoso.com\"}")
                        + ".\",\"client_info\":\"" + encoded("{\"uid\":\"eve\",\"utid\":\"t\"}") + "\"}"));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("a token of another account");
        assertThat(mailboxes.row()).isEqualTo(before);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
