package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequestDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The refresh token grant (RFC 6749 section 6) for a connected mailbox: one request, nothing stored. */
final class Redemption {

    /** When to ask for the next token, as a part of its life, unless Entra says. */
    private static final double REFRESH_AFTER = 0.8;

    private final EntraApplication application;
    private final MsalRequests requests;

    Redemption(EntraApplication application, InstantSource clock) {
        this.application = application;
        this.requests = new MsalRequests(application, clock);
    }

    /**
     * Makes one token request.
     *
     * @param refreshToken the one that the connection holds
     * @throws io.github.mailbearer.TokenException if there is no token
     */
    Rotation redeem(Connection connection, String refreshToken, Wanted wanted) {
        String mailbox = wanted.mailbox();
        Set<String> scopes = wanted.scopes(connection);
        RefreshTokenParameters.RefreshTokenParametersBuilder parameters =
                RefreshTokenParameters.builder(scopes, refreshToken);
        if (wanted.claims() != null) {
            parameters.claims(wanted.claims().forMsal());
        }
        MsalRequests.Acquired acquired = requests.acquire(
                connection.account().tenantId(), DelegatedRefusals.failures(application, mailbox, scopes), msal -> {
                    // An answer without a refresh token leaves the one that was there.
                    msal.tokenCache().deserialize(connection.cache());
                    return msal.acquireToken(parameters.build());
                });
        checkAccount(connection.account(), acquired.result().account(), mailbox);
        String cache = MsalCache.of(acquired.cache())
                .only(connection.account().id(), application.clientId())
                .serialized();
        return new Rotation(
                refreshToken, cache, held(scopes, acquired.token(), acquired.askedAt()), wanted.claims() == null);
    }

    private void checkAccount(Connection.Account expected, @Nullable IAccount signedIn, String mailbox) {
        if (signedIn != null && !signedIn.homeAccountId().equals(expected.id())) {
            throw new TokenRequestDeniedException("Entra answered the refresh token of " + mailbox + ", connected to "
                    + application.description()
                    + ", with a token of another account. Nothing was stored. Disconnect the"
                    + " mailbox and connect it again with MailboxConnector; if it happens again, give Microsoft's support"
                    + " the time.");
        }
    }

    /** A token just obtained, as a row keeps it. */
    static Connection.HeldToken held(Set<String> scopes, AccessToken token, Instant askedAt) {
        Duration life = Duration.between(askedAt, token.expiresAt());
        Instant refreshAt =
                token.refreshAt().orElseGet(() -> askedAt.plusMillis((long) (life.toMillis() * REFRESH_AFTER)));
        return new Connection.HeldToken(scopes, token.value(), askedAt, refreshAt, token.expiresAt());
    }
}
