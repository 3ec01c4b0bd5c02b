package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.IMAP;
import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox that another program connected is taken over without a person. */
@Timeout(30)
class ImportTest {

    private static Connecting connecting;

    private MailboxConnector connector;

    @BeforeAll
    static void start() {
        connecting = new Connecting();
    }

    @AfterAll
    static void stop() {
        connecting.close();
    }

    @BeforeEach
    void reset() {
        connecting.reset();
        connector = connecting.connector;
    }

    private static String refreshToken(String mailbox) {
        return connecting.entra.issueRefreshToken(mailbox, SMTP, IMAP);
    }

    /** MSAL's cache of another program, in which two people have signed in. */
    private static String msalCache() {
        Set<String> scopes = Set.of(SMTP, IMAP);
        return new MsalRequests(connecting.application, connecting.clock)
                .acquire(
                        connecting.entra.tenantId(),
                        new Failures(Asked.inItsOwnName(connecting.application, Set.of())),
                        msal -> {
                            msal.acquireToken(RefreshTokenParameters.builder(scopes, refreshToken(OTHER))
                                            .build())
                                    .join();
                            return msal.acquireToken(RefreshTokenParameters.builder(scopes, refreshToken(MAILBOX))
                                    .build());
                        })
                .cache();
    }

    private static void assertHasTokens(String mailbox) {
        connecting.clock.advance(Duration.ofHours(2));
        String token = MsalTokenProvider.delegated(
                        connecting.application, connecting.store(), connecting.clock, connecting.pauses::add)
                .getToken(TokenRequest.of(mailbox))
                .value();
        assertThat(connecting.entra.tokens().accepts("smtp", mailbox, token)).isTrue();
    }

    @Test
    void aRefreshTokenIsUsedAtOnceAndItsSuccessorIsStored() {
        connecting.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        String given = refreshToken(MAILBOX);

        ConnectedMailbox mailbox = connector.importRefreshToken(MAILBOX, given);

        assertThat(mailbox.account()).isEqualTo(MAILBOX);
        assertThat(mailbox.tenantId()).isEqualTo(connecting.entra.tenantId());
        assertThat(mailbox.connectedAt()).isEqualTo(connecting.clock.instant());
        assertThat(connecting.row(MAILBOX).refreshToken()).isPresent().get().isNotEqualTo(given);
        assertThat(connecting.entra.tokenRequestCount("refresh_token")).isEqualTo(1);
        assertHasTokens(MAILBOX);
    }

    @Test
    void anMsalCacheGivesTheRefreshTokenOfTheMailbox() {
        String cache = msalCache();

        ConnectedMailbox mailbox = connector.importMsalCache("NoReply@contoso.com", cache);

        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
        assertThat(mailbox.account()).isEqualTo(MAILBOX);
        assertThat(connecting.row(MAILBOX).cache()).doesNotContain(OTHER);
        assertThat(connector.importMsalCache(OTHER, cache).account()).isEqualTo(OTHER);
        assertHasTokens(MAILBOX);
        assertHasTokens(OTHER);
    }

    @Test
    void aCacheWithoutTheMailboxIsRefusedUnasked() {
        String cache = msalCache();
        int requests = connecting.entra.tokenRequestCount();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.importMsalCache("nobody@contoso.com", cache))
                .withMessageContaining("nobody@contoso.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connecting
                        .builder(Applications.of(connecting.entra)
                                .clientId("99998888-7777-4666-8555-444433332222")
                                .build())
                        .build()
                        .importMsalCache(MAILBOX, cache))
                .withMessageContaining("has no refresh token");
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"Account\":[1]}",
                "{\"Account\":{\"a\":{\"username\":\"noreply@contoso.com\"}}}"
            })
    void whatIsNoCacheIsRefused(String cache) {
        assertThatIllegalArgumentException().isThrownBy(() -> connector.importMsalCache(MAILBOX, cache));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "späte"})
    void whatIsNoRefreshTokenIsRefusedUnasked(String refreshToken) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.importRefreshToken(MAILBOX, refreshToken))
                .withMessageContaining("refreshToken")
                .withMessageNotContaining("words");
        assertThat(connecting.entra.tokenRequestCount()).isZero();
    }

    @Test
    void somebodyElsesRefreshTokenIsRefusedAndNothingStored() {
        MailboxNotConnectedException refusal =
                Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, refreshToken(OTHER)));

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ACCOUNT);
        assertThat(connector.list()).isEmpty();
    }

    @Test
    void aRefreshTokenThatEntraRefusesIsRefused() {
        MailboxNotConnectedException unknown =
                Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, "0.AXoA-made-up"));
        assertThat(unknown.reason()).isEqualTo(Reason.REFUSED);
        assertThat(unknown.error()).contains("invalid_grant");
        assertThat(unknown).hasMessageContaining("is not for this application. Connect the mailbox again");

        String revoked = refreshToken(MAILBOX);
        connecting.entra.revokeRefreshTokens(MAILBOX);
        assertThat(Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, revoked)))
                .hasMessageContaining("AADSTS50173");
        assertThat(connector.list()).isEmpty();
    }

    @Test
    void aRefreshTokenForLessThanTheConnectorsScopesIsRefused() {
        connecting.entra.grantOnly(SMTP);

        assertThat(Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, refreshToken(MAILBOX)))
                        .reason())
                .isIn(Reason.SCOPES_MISSING, Reason.REFUSED);
        assertThat(connector.list()).isEmpty();
    }

    @Test
    void whileTheStoreIsDownTheRefreshTokenIsNotUsed() {
        connecting.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        String given = refreshToken(MAILBOX);
        connecting.rows.beforeLoad = key -> {
            throw new TokenCacheStoreException("the database is down", null);
        };
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> connector.importRefreshToken(MAILBOX, given));
        connecting.rows.beforeLoad = key -> {};

        assertThat(connector.importRefreshToken(MAILBOX, given).account()).isEqualTo(MAILBOX);
    }

    @Test
    void whileEntraIsDownTheRefreshTokenStaysGood() {
        String given = refreshToken(MAILBOX);
        connecting.entra.answerNext(EntraReply.unavailable(503));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> connector.importRefreshToken(MAILBOX, given));

        assertThat(connector.importRefreshToken(MAILBOX, given).account()).isEqualTo(MAILBOX);
    }

    @Test
    void anImportThatFailsLeavesTheConnectionThatWasThere() {
        connecting.connect(MAILBOX);
        Connection before = connecting.row(MAILBOX);

        Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, refreshToken(OTHER)));
        Connecting.refusal(() -> connector.importRefreshToken(MAILBOX, "0.AXoA-made-up"));

        assertThat(connecting.row(MAILBOX)).isEqualTo(before);
    }
}
