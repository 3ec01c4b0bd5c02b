package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenUnavailableException;
import org.jspecify.annotations.Nullable;

/** Takes mailboxes over that another program connected to the same application. */
final class MailboxImport {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final ConnectSettings settings;
    private final ConnectionWriter writer;
    private final MsalRequests requests;
    private final SignInRefusals refusals;

    MailboxImport(ConnectSettings settings) {
        this.settings = settings;
        this.writer = new ConnectionWriter(settings);
        this.requests = new MsalRequests(settings.application(), settings.clock());
        this.refusals = new SignInRefusals(settings);
    }

    ConnectedMailbox msalCache(String mailbox, @Nullable String serialized) {
        MsalCache cache = MsalCache.of(
                Arguments.required("serializedCache", serialized, "what MSAL's tokenCache().serialize() gave"));
        String refreshToken = cache.accounts().stream()
                .filter(account -> account.username().equalsIgnoreCase(mailbox))
                .map(account -> cache.only(account.id(), settings.application().clientId()))
                .flatMap(theirs -> theirs.refreshToken().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("serializedCache has no refresh token of "
                        + settings.application().description() + " for " + mailbox
                        + ": give the cache that this account signed in to with this application"));
        return refreshToken(mailbox, refreshToken);
    }

    ConnectedMailbox refreshToken(String mailbox, @Nullable String refreshToken) {
        String form = "the refresh token alone, as Entra gave it";
        String given = Arguments.required("refreshToken", refreshToken, form);
        if (given.isEmpty() || given.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "refreshToken is empty or holds other than visible ASCII characters: give " + form);
        }
        TokenCacheKey key = settings.connections().key(mailbox);
        writer.checkWritable(key);
        MsalRequests.Acquired acquired = acquire(given);
        SignedIn who =
                new SignedIn(settings.application(), null, settings.anyAccount() ? null : mailbox, settings.now());
        Connection connection = GrantedMailbox.connection(acquired, who, settings.scopes());
        writer.write(key, connection);
        LOG.log(
                System.Logger.Level.INFO,
                "Imported {0} as {1}",
                key.mailbox(),
                connection.account().username());
        return MailboxList.of(key, connection, settings.now());
    }

    private MsalRequests.Acquired acquire(String refreshToken) {
        RefreshTokenParameters parameters = RefreshTokenParameters.builder(
                        settings.scopes().names(), refreshToken)
                .build();
        try {
            return requests.acquire(
                    settings.application().tenantId(), refusals.failures(), msal -> msal.acquireToken(parameters));
        } catch (TokenUnavailableException e) {
            throw e;
        } catch (TokenException e) {
            throw refusals.of(e);
        }
    }
}
