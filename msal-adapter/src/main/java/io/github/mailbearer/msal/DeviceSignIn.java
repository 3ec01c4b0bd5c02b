package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.AbstractClientApplicationBase;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a person sign in on another device (RFC 8628), and stores what comes of it. */
final class DeviceSignIn {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final EntraApplication application;
    private final ConnectionWriter writer;
    private final InstantSource clock;
    private final Pauses.Sleeper sleeper;
    private final Consumer<DeviceCodePrompt> prompt;

    DeviceSignIn(
            EntraApplication application,
            Connections connections,
            InstantSource clock,
            Pauses.Sleeper sleeper,
            Consumer<DeviceCodePrompt> prompt) {
        this.application = application;
        this.writer = new ConnectionWriter(connections, sleeper);
        this.clock = clock;
        this.sleeper = sleeper;
        this.prompt = prompt;
    }

    /**
     * Waits until the mailbox has signed in and is stored, unless somebody else has seen to that already.
     *
     * @param began when it was not known yet that a person must sign in
     * @param scopes what it must be granted; none for what was granted before
     * @param claims what Entra wants to see to; {@code null} for nothing. MSAL sends them with the token requests, but not
     *     with the request for the code, so it is Entra's decision whether they change what the person is asked for
     * @return the token, or nothing if the mailbox signed in after that time
     * @throws TokenException if it does not come to that
     */
    Optional<AccessToken> connectedSince(
            Instant began, TokenCacheKey key, Set<String> scopes, @Nullable Claims claims) {
        try {
            Connection before = writer.checkWritable(key).connection();
            return before != null && before.connectedAt().isAfter(began)
                    ? Optional.empty()
                    : Optional.of(connected(key, before, scopes, claims));
        } catch (MailboxNotConnectedException e) {
            throw new TokenRequestDeniedException(String.valueOf(e.getMessage()), e);
        }
    }

    private AccessToken connected(
            TokenCacheKey key, @Nullable Connection before, Set<String> named, @Nullable Claims claims) {
        String mailbox = key.mailbox();
        Set<String> scopes = !named.isEmpty()
                ? named
                : before == null ? Set.of(application.cloud().mailScope()) : before.scopes();
        MsalRequests.Acquired acquired = signedIn(mailbox, scopes, claims);
        Connection.HeldToken token = Redemption.held(scopes, acquired.token(), acquired.askedAt());
        writer.write(key, connection(mailbox, before, token, acquired));
        LOG.log(System.Logger.Level.INFO, "{0} signed in to {1}", mailbox, application.description());
        return HeldTokens.token(token);
    }

    private MsalRequests.Acquired signedIn(String mailbox, Set<String> scopes, @Nullable Claims claims) {
        DevicePolling.Outcome outcome = new DevicePolling.Outcome(mailbox, prompt);
        try {
            return new MsalRequests(application, clock)
                    .acquire(application.tenantId(), failures(mailbox, scopes), new Flow(scopes, claims, outcome));
        } catch (TokenException e) {
            throw failure(mailbox, outcome, e);
        }
    }

    private static TokenException failure(String mailbox, DevicePolling.Outcome outcome, TokenException otherwise) {
        InterruptedException interruption = outcome.interruption();
        if (interruption != null) {
            Thread.currentThread().interrupt();
            return new TokenUnavailableException(
                    "Interrupted while waiting for " + mailbox + " to sign in.", interruption);
        }
        if (outcome.promptFailure() != null) {
            return new TokenUnavailableException(
                    "Nobody could be asked to sign in as " + mailbox + ", since the prompt failed; see the cause.",
                    outcome.promptFailure());
        }
        if (outcome.isExpired()) {
            return new InteractionRequiredException(
                    "Nobody signed in as " + mailbox
                            + " before the code ended. Ask for a token again to get a new code.",
                    outcome.lost());
        }
        return otherwise;
    }

    private Failures failures(String mailbox, Set<String> scopes) {
        Asked asked = Asked.forMailbox(application, mailbox, "signing in to", scopes);
        Refusals others = new DelegatedRefusals(asked);
        return new Failures(asked, (answer, error, cause) -> {
            return switch (error) {
                case "authorization_declined", "access_denied" ->
                    new InteractionRequiredException(
                            "The sign-in of " + mailbox + " was declined. Ask for a token again to get a new code.",
                            error,
                            asked.details(answer.details()),
                            cause);
                case "expired_token", "code_expired", "bad_verification_code" ->
                    new InteractionRequiredException(
                            "The code for " + mailbox
                                    + " ended before anybody used it. Ask for a token again to get a new"
                                    + " one.",
                            error,
                            asked.details(answer.details()),
                            cause);
                default -> others.of(answer, error, cause);
            };
        });
    }

    private Connection connection(
            String mailbox, @Nullable Connection before, Connection.HeldToken token, MsalRequests.Acquired acquired) {
        IAccount account = acquired.result().account();
        if (account == null) {
            throw new TokenRequestDeniedException(
                    "Entra did not say who signed in as " + mailbox + " to " + application.description()
                            + ". Nothing was stored. A proxy that changes answers may be the reason.");
        }
        if (!mailbox.equalsIgnoreCase(account.username())) {
            throw new InteractionRequiredException("It was " + account.username() + " who signed in, not " + mailbox
                    + ". Nothing was stored. Ask for a token again, and sign in as " + mailbox
                    + ", in a private window if the browser knows another account.");
        }
        MsalCache cache = MsalCache.of(acquired.cache()).only(account.homeAccountId(), application.clientId());
        if (cache.refreshToken().isEmpty()) {
            throw new TokenRequestDeniedException("Entra gave no refresh token for " + mailbox + " to "
                    + application.description() + ". Nothing was stored. The tenant may forbid offline access.");
        }
        return Connection.of(
                new Connection.Account(
                        account.homeAccountId(), account.environment(), account.username(), tenant(acquired.result())),
                before != null && before.account().id().equals(account.homeAccountId())
                        ? DelegatedScopes.joined(before.scopes(), token.scopes())
                        : token.scopes(),
                clock.instant(),
                cache.serialized(),
                token);
    }

    /** The tenant that was signed in to, whatever the application calls it. */
    private String tenant(IAuthenticationResult result) {
        Object tenant = result.tenantProfile() == null
                ? null
                : result.tenantProfile().getClaims().get("tid");
        return tenant instanceof String id && Identifiers.isGuid(id) ? id : application.tenantId();
    }

    /** What MSAL does for a device, at our pace. */
    private final class Flow implements MsalRequests.Grant {

        private final Set<String> scopes;
        private final @Nullable Claims claims;
        private final DevicePolling.Outcome outcome;
        private final DeferredExecutor executor = new DeferredExecutor();

        Flow(Set<String> scopes, @Nullable Claims claims, DevicePolling.Outcome outcome) {
            this.scopes = scopes;
            this.claims = claims;
            this.outcome = outcome;
        }

        @Override
        public IHttpClient over(Exchange exchange) {
            return new DevicePolling(exchange, clock, sleeper, outcome);
        }

        @Override
        public ExecutorService executor() {
            return executor;
        }

        @Override
        public CompletableFuture<IAuthenticationResult> ask(AbstractClientApplicationBase msal) {
            DeviceCodeFlowParameters.DeviceCodeFlowParametersBuilder parameters =
                    DeviceCodeFlowParameters.builder(scopes, told -> {});
            if (claims != null) {
                parameters.claims(claims.forMsal());
            }
            CompletableFuture<IAuthenticationResult> result =
                    ((PublicClientApplication) msal).acquireToken(parameters.build());
            executor.begin();
            return result;
        }
    }
}
