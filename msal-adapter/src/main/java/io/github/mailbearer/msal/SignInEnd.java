package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes people back from Entra: checks the authorization response and redeems its code (RFC 6749 section 4.1.3). */
final class SignInEnd {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final ConnectSettings settings;
    private final SignInRows rows;
    private final ConnectionWriter writer;
    private final MsalRequests requests;
    private final SignInRefusals refusals;

    SignInEnd(ConnectSettings settings) {
        this.settings = settings;
        this.rows = new SignInRows(settings);
        this.writer = new ConnectionWriter(settings);
        this.requests = new MsalRequests(settings.application(), settings.clock());
        this.refusals = new SignInRefusals(settings);
    }

    ConnectedMailbox complete(Map<String, String> callbackParameters, @Nullable String browserValue) {
        ConnectCallback callback = ConnectCallback.of(callbackParameters);
        SignInState begun = opened(browserValue);
        if (!begun.belongsTo(callback.state())) {
            throw MailboxNotConnectedException.of(
                    Reason.STATE_INVALID,
                    "This is the answer to another sign-in than the one that this browser began last. Connect the mailbox"
                            + " again, in one tab only.");
        }
        if (!begun.belongsTo(settings)) {
            throw MailboxNotConnectedException.of(
                    Reason.STATE_INVALID,
                    "This sign-in was begun by another connector, with another redirect URI or other scopes than the one"
                            + " that takes its answer. Connect the mailbox again from the start.");
        }
        return rows.once(
                begun,
                () -> callback.error()
                        .<SignInResult>map(error -> SignInResult.Refused.of(refusals.of(callback, error)))
                        .orElseGet(() -> redeem(callback.code().orElseThrow(), begun)));
    }

    private SignInState opened(@Nullable String browserValue) {
        if (browserValue == null || browserValue.isBlank()) {
            throw MailboxNotConnectedException.of(
                    Reason.BROWSER_MISMATCH,
                    "This browser did not begin the sign-in, or lost its cookie. Connect the mailbox again from the start,"
                            + " in a browser that accepts cookies.");
        }
        try {
            return SignInState.open(settings, browserValue);
        } catch (Sealer.BrokenSealException e) {
            throw MailboxNotConnectedException.of(
                    Reason.BROWSER_MISMATCH,
                    "What this browser brings to prove that it began the sign-in cannot be opened here. Connect the mailbox"
                            + " again from the start; if that does not help, the cause of this error says what is wrong.",
                    e);
        }
    }

    private SignInResult redeem(String code, SignInState begun) {
        String mailbox = begun.mailbox();
        if (mailbox != null) {
            writer.checkWritable(settings.connections().key(mailbox));
        }
        MsalRequests.Acquired acquired;
        try {
            acquired = acquire(code, begun);
        } catch (TokenUnavailableException e) {
            throw e;
        } catch (TokenException e) {
            MailboxNotConnectedException refusal = refusals.of(e);
            if (e.error().filter("invalid_grant"::equals).isEmpty()) {
                throw refusal; // the code is as good as before
            }
            return SignInResult.Refused.of(refusal);
        }
        return connected(acquired, begun);
    }

    private MsalRequests.Acquired acquire(String code, SignInState begun) {
        AuthorizationCodeParameters parameters = AuthorizationCodeParameters.builder(
                        code, URI.create(begun.redirectUri()))
                .scopes(begun.scopes().names())
                .codeVerifier(begun.verifier())
                .build();
        return requests.acquire(
                settings.application().tenantId(), refusals.failures(), msal -> msal.acquireToken(parameters));
    }

    private SignInResult connected(MsalRequests.Acquired acquired, SignInState begun) {
        SignedIn who = new SignedIn(settings.application(), begun.nonce(), begun.expectedAccount(), settings.now());
        try {
            Connection connection = GrantedMailbox.connection(acquired, who, begun.scopes());
            String mailbox = begun.mailbox();
            TokenCacheKey key = mailbox == null
                    ? keyOf(connection.account().username())
                    : settings.connections().key(mailbox);
            writer.write(key, connection);
            LOG.log(
                    System.Logger.Level.INFO,
                    "Connected {0} as {1}",
                    key.mailbox(),
                    connection.account().username());
            return new SignInResult.Connected(MailboxList.of(key, connection, settings.now()));
        } catch (MailboxNotConnectedException e) {
            return SignInResult.Refused.of(e);
        } catch (TokenUnavailableException e) {
            return new SignInResult.Refused(
                    e, MailboxNotConnectedException.of(Reason.NOT_STORED, String.valueOf(e.getMessage())));
        }
    }

    private TokenCacheKey keyOf(String username) {
        try {
            return settings.connections().mailboxKey(username);
        } catch (IllegalArgumentException e) {
            throw MailboxNotConnectedException.of(
                    Reason.NOT_STORED,
                    "The name of the account that signed in, " + username + ", is none that a mailbox can be kept by."
                            + " Connect the mailbox again by its address.",
                    e);
        }
    }
}
