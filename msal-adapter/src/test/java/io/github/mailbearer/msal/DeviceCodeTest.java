package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.SecretSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person signs in on another device, once. */
@Timeout(30)
class DeviceCodeTest {

    private static final String MAILBOX = "ana@contoso.com";
    private static final String SMTP = "https://outlook.office.com/SMTP.Send";
    private static final TokenRequest REQUEST = TokenRequest.of(MAILBOX, SMTP);

    private static final MovableClock CLOCK = new MovableClock();
    private static FakeEntra entra;

    private final MovableClock clock = CLOCK;
    private final TokenCacheStore store = TokenCacheStore.inMemory();
    private final List<DeviceCodePrompt> prompts = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    /** What happens in the world while the device pauses. */
    private volatile Consumer<DeviceCodePrompt> meanwhile = prompt -> {};

    @BeforeAll
    static void start() {
        entra = FakeEntra.builder().clock(CLOCK).start();
    }

    @BeforeEach
    void allow() {
        entra.reset();
        entra.allowPublicClients(true).addAccount(MAILBOX).addAccount("bob@contoso.com");
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    private EntraApplication application() {
        return Applications.of(entra).credential(EntraCredential.publicClient()).build();
    }

    private MsalTokenProvider provider() {
        return provider(prompts::add);
    }

    private MsalTokenProvider provider(Consumer<DeviceCodePrompt> prompt) {
        return MsalTokenProvider.deviceCode(application(), store, prompt, clock, this::pause);
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.advance(time);
        meanwhile.accept(prompts.get(prompts.size() - 1));
    }

    private void approves(String account) {
        meanwhile = prompt -> {
            entra.approveDevice(prompt.userCode(), account);
            meanwhile = again -> {};
        };
    }

    private boolean isStored() {
        return !store.list(entra.tenantId(), entra.clientId()).isEmpty();
    }

    @Test
    void thePersonSignsInOnceAndTheStoreServesFromThenOn() {
        approves(MAILBOX);
        AccessToken token = provider().getToken(REQUEST);

        assertThat(token.value()).isEqualTo(entra.lastIssuedToken());
        assertThat(isStored()).isTrue();
        int requests = entra.tokenRequestCount();
        assertThat(provider().getToken(REQUEST)).isEqualTo(token);
        assertThat(entra.tokenRequestCount()).isEqualTo(requests);
        clock.advance(Duration.ofHours(2));
        assertThat(provider().getToken(REQUEST)).isNotEqualTo(token);
        assertThat(prompts).hasSize(1);
    }

    @Test
    void thePromptSaysWhatThePersonNeeds() {
        approves(MAILBOX);
        var before = clock.instant();
        provider().getToken(REQUEST);

        DeviceCodePrompt prompt = prompts.get(0);
        assertThat(prompt.mailbox()).isEqualTo(MAILBOX);
        assertThat(prompt.verificationUri()).hasToString(entra.uri() + "/devicelogin");
        assertThat(prompt.expiresAt()).isEqualTo(before.plus(Duration.ofMinutes(15)));
        assertThat(prompt.message()).contains(prompt.userCode());
        assertThat(prompt.toString()).contains(MAILBOX).doesNotContain(prompt.userCode());
    }

    @Test
    void aRequestWithoutScopesIsForAllThatIsRegistered() {
        approves(MAILBOX);
        MsalTokenProvider provider = provider();
        AccessToken token = provider.getToken(TokenRequest.of(MAILBOX));

        assertThat(provider.getToken(TokenRequest.of(MAILBOX))).isEqualTo(token);
        assertThat(prompts).hasSize(1);
    }

    @Test
    void asksAtTheIntervalAndSlowerWhenTold() {
        entra.answerNext(
                EntraReply.error(400, "authorization_pending", 70016, "Pending."),
                EntraReply.error(400, "slow_down", 70016, "Slow down."),
                EntraReply.error(400, "authorization_pending", 70016, "Pending."));
        meanwhile = prompt -> {
            if (pauses.size() == 4) {
                entra.approveDevice(prompt.userCode(), MAILBOX);
            }
        };

        provider().getToken(REQUEST);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L, 10L);
    }

    @Test
    void anOutageWhileThePersonTypesIsWaitedOut() {
        entra.answerNext(EntraReply.reset(), EntraReply.html(502), EntraReply.unavailable(503));
        approves(MAILBOX);

        provider().getToken(REQUEST);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 10L, 15L, 20L);
        assertThat(prompts).hasSize(1);
    }

    @Test
    void aDeclinedSignInEnds() {
        meanwhile = prompt -> entra.declineDevice(prompt.userCode());

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("The sign-in of " + MAILBOX + " was declined");
        assertThat(isStored()).isFalse();
    }

    @Test
    void aCodeThatNobodyUsesEnds() {
        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("Nobody signed in as " + MAILBOX + " before the code ended");
        assertThat(pauses).hasSize(15 * 12);
    }

    @Test
    void aCodeThatEntraForgetsEnds() {
        entra.answerNext(EntraReply.error(400, "expired_token", 70020, "Expired."));

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("The code for " + MAILBOX + " ended before anybody used it");
    }

    @Test
    void somebodyElsesSignInIsNotStored() {
        approves("bob@contoso.com");

        assertThatExceptionOfType(InteractionRequiredException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("It was bob@contoso.com who signed in, not " + MAILBOX);
        assertThat(isStored()).isFalse();
    }

    @Test
    void aSignInWithoutARefreshTokenIsNotStored() {
        entra.omitRefreshToken(true);
        approves(MAILBOX);

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("Entra gave no refresh token for " + MAILBOX);
        assertThat(isStored()).isFalse();
    }

    @Test
    void aRegistrationThatAllowsNoPublicClientsIsForAnAdministrator() {
        entra.allowPublicClients(false);

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("AADSTS7000218");
    }

    @Test
    void aMailboxWhoseGrantIsRevokedSignsInAgain() {
        approves(MAILBOX);
        provider().getToken(REQUEST);
        entra.revokeRefreshTokens(MAILBOX);
        clock.advance(Duration.ofHours(2));
        meanwhile = prompt -> {
            if (prompts.size() == 2) {
                approves(MAILBOX);
            }
        };

        assertThat(provider().getToken(REQUEST).value()).isEqualTo(entra.lastIssuedToken());
        assertThat(prompts).hasSize(2);
    }

    /** Scopes of its own, since MSAL remembers for the whole JVM what was throttled. */
    @Test
    void whatMsalHoldsBackSaysForHowLong() {
        TokenRequest request = TokenRequest.of(MAILBOX, "https://outlook.office.com/POP.AccessAsUser.All");
        approves(MAILBOX);
        provider().getToken(request);
        clock.advance(Duration.ofHours(2));
        entra.answerNext(EntraReply.throttled(Duration.ofSeconds(40)));
        int before = entra.tokenRequestCount();

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(TokenUnavailableException.class)
                    .isThrownBy(() -> provider().getToken(request))
                    .satisfies(e ->
                            assertThat(e.retryAfter().orElseThrow().toSeconds()).isBetween(5L, 40L));
        }
        assertThat(entra.tokenRequestCount()).isEqualTo(before + 1);
    }

    @Test
    void aPromptThatFailsIsTheCause() {
        IllegalStateException broken = new IllegalStateException("no screen");

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider(prompt -> {
                            throw broken;
                        })
                        .getToken(REQUEST))
                .withMessageContaining("since the prompt failed")
                .withCause(broken);
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        MsalTokenProvider provider = MsalTokenProvider.deviceCode(application(), store, prompts::add, clock, time -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("Interrupted while waiting for " + MAILBOX + " to sign in");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void allWhoAskForAMailboxWaitForOneSignIn() throws Exception {
        int callers = 8;
        CountDownLatch asking = new CountDownLatch(callers);
        AtomicReference<String> approved = new AtomicReference<>();
        meanwhile = prompt -> {
            await(asking);
            if (approved.compareAndSet(null, prompt.userCode())) {
                entra.approveDevice(prompt.userCode(), MAILBOX);
            }
        };
        MsalTokenProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<AccessToken>> tokens = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                tokens.add(threads.submit(() -> {
                    asking.countDown();
                    return provider.getToken(REQUEST);
                }));
            }
            for (Future<AccessToken> token : tokens) {
                assertThat(token.get().value()).isEqualTo(entra.lastIssuedToken());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(prompts).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsShownOfTokensAndCodes() {
        approves(MAILBOX);
        try (CapturedLogs logs = CapturedLogs.everything()) {
            AccessToken token = provider().getToken(REQUEST);
            String deviceCode = entra.tokenRequests().get(0).form().get("device_code");
            for (String secret : List.of(token.value(), deviceCode)) {
                assertThat(SecretSearch.of(secret).in(logs.text())).isEmpty();
            }
        }
    }

    @Test
    void anApplicationWithACredentialIsRefused() {
        EntraApplication confidential = Applications.of(entra).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalTokenProvider.deviceCode(confidential, store, prompts::add))
                .withMessageStartingWith("credential is EntraCredential[client secret], but")
                .withMessageContaining("Allow public client flows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalTokenProvider.deviceCode(application(), store, null))
                .withMessageStartingWith("prompt is missing");
    }

    @Test
    void scopesOfTwoResourcesAreRefusedBeforeAnybodyIsAsked() {
        TokenRequest request = TokenRequest.of(MAILBOX, SMTP, "https://graph.microsoft.com/Mail.Send");

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider().getToken(request));
        assertThat(prompts).isEmpty();
    }
}
