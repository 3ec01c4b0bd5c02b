package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sign-in on another device stores, and when it is asked for again. */
@Timeout(30)
class DeviceSignInTest {

    private static final String MAILBOX = "ana@contoso.com";
    private static final String SMTP = "https://outlook.office.com/SMTP.Send";
    private static final String IMAP = "https://outlook.office.com/IMAP.AccessAsUser.All";
    private static final String POP = "https://outlook.office.com/POP.AccessAsUser.All";
    private static final String DEFAULT = "https://outlook.office.com/.default";
    private static final String GRAPH = "https://graph.microsoft.com/Mail.Send";
    private static final TokenRequest REQUEST = TokenRequest.of(MAILBOX, SMTP);
    private static final String CHALLENGE = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}";

    private final MovableClock clock = new MovableClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final WatchedStore rows = new WatchedStore();
    private final TokenCacheStore store = TokenCacheStore.unencrypted(rows);
    private final EntraApplication application =
            Applications.of(entra).credential(EntraCredential.publicClient()).build();
    private final List<DeviceCodePrompt> prompts = new ArrayList<>();
    private final Set<String> approved = new HashSet<>();
    private final MsalTokenProvider provider =
            MsalTokenProvider.deviceCode(application, store, prompts::add, clock, this::pause);

    @BeforeEach
    void allow() {
        entra.allowPublicClients(true).addAccount(MAILBOX);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private void pause(Duration time) {
        clock.advance(time);
        if (!prompts.isEmpty()) {
            String code = prompts.get(prompts.size() - 1).userCode();
            if (approved.add(code)) {
                entra.approveDevice(code, MAILBOX);
            }
        }
    }

    private Set<String> storedScopes() {
        Connections connections = new Connections(application, store);
        Connection connection = connections.load(connections.key(MAILBOX)).connection();
        return connection == null ? Set.of() : connection.scopes();
    }

    private void endTheGrant() {
        entra.revokeRefreshTokens(MAILBOX);
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void aRefusalOfClaimsAsksThePersonAndSendsThemAlong() {
        provider.getToken(REQUEST);
        entra.answerNext(EntraReply.interactionRequired());

        AccessToken token = provider.withClaims(CHALLENGE).getToken(REQUEST);

        assertThat(prompts).hasSize(2);
        assertThat(token.value()).isEqualTo(entra.lastIssuedToken());
        var requests = entra.tokenRequests();
        assertThat(requests.get(requests.size() - 1).form())
                .as("Entra's own claims, not the mail server's")
                .hasEntrySatisfying(
                        "claims",
                        claims -> assertThat(claims).contains("capolids").doesNotContain("nbf"));
        int before = entra.tokenRequestCount();
        assertThat(provider.getToken(REQUEST).value()).isEqualTo(token.value());
        assertThat(entra.tokenRequestCount()).isEqualTo(before);
    }

    @Test
    void aRefusalWithoutClaimsLeavesThoseOfTheMailServer() {
        provider.getToken(REQUEST);
        entra.revokeRefreshTokens(MAILBOX);

        provider.withClaims(CHALLENGE).getToken(REQUEST);

        var requests = entra.tokenRequests();
        assertThat(requests.get(requests.size() - 1).form())
                .hasEntrySatisfying("claims", claims -> assertThat(claims).contains("nbf"));
        assertThat(prompts).hasSize(2);
    }

    @Test
    void aRefusalThatMsalGivesFromMemoryIsTheOneThatEntraGave() {
        provider.getToken(REQUEST);
        TokenProvider connected = MsalTokenProvider.delegated(application, store, clock, clock::advance)
                .withClaims(CHALLENGE);
        int before = entra.tokenRequestCount();
        entra.answerNext(EntraReply.interactionRequired());

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InteractionRequiredException.class)
                    .isThrownBy(() -> connected.getToken(REQUEST))
                    .satisfies(e -> {
                        assertThat(e.error()).contains("invalid_grant");
                        assertThat(e.details())
                                .containsEntry("error_codes", "50076")
                                .containsEntry("suberror", "basic_action")
                                .containsKeys("claims", "correlation_id");
                    });
        }
        assertThat(entra.tokenRequestCount()).isEqualTo(before + 1);
    }

    @Test
    void otherScopesAreAskedForOnceAndJoinedWithThoseThatWereThere() {
        provider.getToken(TokenRequest.of(MAILBOX, SMTP, IMAP));
        endTheGrant();

        TokenRequest other = TokenRequest.of(MAILBOX, POP);
        assertThat(provider.getToken(other).value()).isEqualTo(entra.lastIssuedToken());
        assertThat(storedScopes()).containsExactlyInAnyOrder(SMTP, IMAP, POP);
        assertThat(prompts).hasSize(2);
        endTheGrant();

        provider.getToken(TokenRequest.of(MAILBOX));
        assertThat(storedScopes()).containsExactlyInAnyOrder(SMTP, IMAP, POP);
        assertThat(prompts).hasSize(3);
    }

    @Test
    void scopesThatNoTokenCanBeForTogetherAreNotJoined() {
        assertThat(DelegatedScopes.joined(Set.of(DEFAULT), Set.of(SMTP))).containsExactly(DEFAULT);
        assertThat(DelegatedScopes.joined(Set.of(SMTP), Set.of(DEFAULT))).containsExactly(SMTP);
        assertThat(DelegatedScopes.joined(Set.of(SMTP), Set.of(GRAPH))).containsExactly(SMTP);
        assertThat(DelegatedScopes.joined(Set.of(SMTP), Set.of(IMAP))).containsExactlyInAnyOrder(SMTP, IMAP);
    }

    @Test
    void aStoreThatFailsOnceDoesNotCostASignIn() {
        AtomicBoolean failed = new AtomicBoolean();
        rows.beforeWrite = key -> {
            if (failed.compareAndSet(false, true)) {
                throw new TokenCacheStoreException("a hiccup", null);
            }
        };

        assertThat(provider.getToken(REQUEST).value()).isEqualTo(entra.lastIssuedToken());
        assertThat(prompts).hasSize(1);
        assertThat(storedScopes()).containsExactly(SMTP);
    }

    @Test
    void aStoreThatStaysDownIsAnOutage() {
        rows.beforeWrite = key -> {
            throw new TokenCacheStoreException("full disk", null);
        };

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("the store failed");
    }

    @Test
    void nobodyIsAskedToSignInWhileTheStoreIsDown() {
        provider.getToken(REQUEST);
        endTheGrant();
        AtomicBoolean noted = new AtomicBoolean();
        rows.afterWrite = key -> noted.set(true);
        rows.beforeLoad = key -> {
            if (noted.get()) {
                throw new TokenCacheStoreException("the database is away", null);
            }
        };

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(prompts).hasSize(1);
    }
}
