package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.IAccount;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a connection of a token response, if it holds all that a connection needs. */
final class GrantedMailbox {

    private GrantedMailbox() {}

    /**
     * Checks a token response.
     *
     * @param who who must have signed in
     * @param scopes what was asked for
     * @throws MailboxNotConnectedException if something is wrong or missing
     */
    static Connection connection(MsalRequests.Acquired acquired, SignedIn who, ConnectScopes scopes) {
        TokenAnswer answer = acquired.answer();
        IdToken idToken = who.checked(answer.text("id_token"));
        if (answer.text("refresh_token").isEmpty()) {
            throw MailboxNotConnectedException.of(
                    Reason.REFRESH_TOKEN_MISSING,
                    "Entra gave no refresh token, without which the connection would end within the hour. See that the"
                            + " application may ask for offline_access, and that the redirect URI is registered under"
                            + " Authentication > Web, not as a single-page application.");
        }
        List<String> missing = scopes.missing(answer.text("scope").orElse(""));
        if (!missing.isEmpty()) {
            throw MailboxNotConnectedException.of(
                    Reason.SCOPES_MISSING,
                    "Entra did not grant " + String.join(" and ", missing)
                            + ". See that they are among the application's API permissions, and connect the mailbox again"
                            + " with the prompt CONSENT.");
        }
        return Connection.of(
                account(acquired.result().account(), idToken),
                scopes.names(),
                acquired.askedAt(),
                MsalCache.of(acquired.cache())
                        .only(
                                acquired.result().account().homeAccountId(),
                                who.application().clientId())
                        .serialized(),
                Redemption.held(scopes.names(), acquired.token(), acquired.askedAt()));
    }

    private static Connection.Account account(@Nullable IAccount account, IdToken idToken) {
        if (account == null || account.homeAccountId() == null) {
            throw MailboxNotConnectedException.of(
                    Reason.ID_TOKEN_INVALID,
                    "Entra's answer does not say whose it is (client_info), so it could not be found again. Connect the"
                            + " mailbox again.");
        }
        return new Connection.Account(
                account.homeAccountId(),
                account.environment(),
                idToken.text("preferred_username"),
                idToken.text("tid"));
    }
}
