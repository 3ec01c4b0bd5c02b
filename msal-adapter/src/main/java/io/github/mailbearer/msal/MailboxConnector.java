package io.github.mailbearer.msal;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connects mailboxes: a person signs in once, and from then on the application gets tokens for the mailbox by itself
 * (authorization code grant of a confidential client, RFC 6749 section 4.1, with PKCE, RFC 7636).
 *
 * <pre>{@code
 * MailboxConnector connector = MailboxConnector.builder(application, store)
 *         .redirectUri(URI.create("https://shop.example/mail/connected"))   // registered under Authentication > Web
 *         .scopes("https://outlook.office.com/SMTP.Send")
 *         .build();
 *
 * AuthorizationRequest request = connector.begin("noreply@contoso.com");
 * // Set-Cookie: mailbearer=<request.browserValue()>; Max-Age=600; Secure; HttpOnly; SameSite=Lax; Path=/mail/connected
 * // Location: <request.url()>
 *
 * // and at the redirect URI, in whichever process:
 * ConnectedMailbox mailbox = connector.complete(queryParameters, cookieValue);
 * TokenProvider tokens = MsalTokenProvider.delegated(application, store);
 * }</pre>
 *
 * <p>Nothing is remembered between the two calls but in the browser and in the store, so any node may answer that has the
 * same application, store and keys. Each answer is redeemed once; when it comes a second time, by a reload of the page
 * or to another node, what came of it is told again.
 *
 * <p>Immutable and safe for use by several threads. There is nothing to close. Only {@link #complete}, the imports and
 * {@link #keepAlive} ask Entra. A store that is down is a {@link TokenCacheStoreException} wherever nothing was asked.
 */
public final class MailboxConnector {

    private final SignInStart start;
    private final SignInEnd end;
    private final MailboxList mailboxes;
    private final MailboxImport imports;
    private final KeepAlive keepAlive;

    private MailboxConnector(ConnectSettings settings) {
        start = new SignInStart(settings);
        end = new SignInEnd(settings);
        mailboxes = new MailboxList(settings);
        imports = new MailboxImport(settings);
        keepAlive = new KeepAlive(settings);
    }

    /**
     * Begins a description of a connector.
     *
     * @param application who asks; any tenant will do, {@code common}, {@code organizations} and {@code consumers} too, and
     *     a mailbox stays with the tenant that it signed in to
     * @param store where refresh tokens go: {@link TokenCacheStore#encrypted} or another factory there
     * @return a builder without redirect URI and scopes
     * @throws IllegalArgumentException if one is missing, or the store would keep refresh tokens in clear without saying so
     */
    public static Builder builder(EntraApplication application, TokenCacheStore store) {
        return new Builder(application, store);
    }

    /**
     * Begins a sign-in with the usual options.
     *
     * @param mailbox the address that is to sign in; another one is refused unless the connector
     *     {@linkplain Builder#allowAnyAccount allows any account}
     * @return where to send the browser
     * @throws IllegalArgumentException if it is no address
     */
    public AuthorizationRequest begin(String mailbox) {
        return begin(SignInOptions.of(mailbox));
    }

    /**
     * Begins a sign-in.
     *
     * @param options who is to sign in, and how
     * @return where to send the browser
     * @throws IllegalArgumentException if the options name no mailbox and the connector does not
     *     {@linkplain Builder#allowAnyAccount allow any account}
     */
    public AuthorizationRequest begin(SignInOptions options) {
        return start.begin(Arguments.required("options", options, "SignInOptions.of(mailbox)"));
    }

    /**
     * Ends a sign-in: checks what came back, redeems the code, checks who signed in and what was granted, and stores the
     * connection before it returns.
     *
     * @param callbackParameters the query parameters that the redirect URI was called with, decoded
     * @param browserValue the value of the cookie; {@code null} if the browser sent none
     * @return the mailbox, connected
     * @throws MailboxNotConnectedException if it is not connected, and why
     * @throws io.github.mailbearer.TokenUnavailableException if Entra or the store is down, or the same answer is still
     *     being handled elsewhere: the person may reload the page, unless the message says otherwise
     */
    public ConnectedMailbox complete(Map<String, String> callbackParameters, @Nullable String browserValue) {
        Arguments.required("callbackParameters", callbackParameters, "the query parameters of the redirect URI");
        return end.complete(callbackParameters, browserValue);
    }

    /**
     * The page on which an administrator consents for everybody in the tenant. It comes back to the redirect URI, where
     * {@link #complete} answers with {@link MailboxNotConnectedException.Reason#ADMIN_CONSENT_GIVEN}. That is no proof, as
     * anybody can open the redirect URI with the same parameters: whether consent was given, the next sign-in shows.
     *
     * @return a URL to give to an administrator
     */
    public URI adminConsentUrl() {
        return start.adminConsentUrl();
    }

    /**
     * Forgets a mailbox and its refresh token, whatever is stored of it. It cannot be revoked at Entra from here: to be
     * sure that a copy of it, in a backup perhaps, is of no use, an administrator revokes the account's sessions in the
     * Entra admin center, or removes the application's permissions under Enterprise applications.
     *
     * @param mailbox the name it was connected by, as {@link #list} has it
     * @return whether there was something to forget
     * @throws IllegalArgumentException if no mailbox can have such a name
     */
    public boolean disconnect(String mailbox) {
        return mailboxes.disconnect(mailbox);
    }

    /**
     * Names the connected mailboxes. Reads each of them; asks nobody.
     *
     * @return the mailboxes, in the order of their names
     */
    public List<ConnectedMailbox> list() {
        return mailboxes.list();
    }

    /**
     * Looks a mailbox up. Asks nobody.
     *
     * @param mailbox the name it was connected by, as {@link #list} has it
     * @return the mailbox; empty if it is not connected
     * @throws IllegalArgumentException if no mailbox can have such a name
     */
    public Optional<ConnectedMailbox> find(String mailbox) {
        return mailboxes.find(mailbox);
    }

    /**
     * Keeps mailboxes alive through which no mail goes: uses each refresh token that has not been used for a week. Entra
     * lets one lapse after 90 days of silence. Once a day is often enough.
     *
     * @return what came of each mailbox that was silent
     */
    public List<KeepAliveResult> keepAlive() {
        return keepAlive(Duration.ofDays(7));
    }

    /**
     * Keeps mailboxes alive, one after the other; what happens to one is no matter to the next.
     *
     * @param silence how long a refresh token must not have been used, at least a day
     * @return what came of each mailbox that was silent
     * @throws IllegalArgumentException if it is less than a day
     */
    public List<KeepAliveResult> keepAlive(Duration silence) {
        return keepAlive.run(silence);
    }

    /**
     * Takes over a refresh token that another program got for the same application. It is used at once, since that shows
     * whose it is, and its successor is stored.
     *
     * @param mailbox whose it is
     * @param refreshToken the refresh token
     * @return the mailbox, connected
     * @throws MailboxNotConnectedException if it is refused, somebody else's, or not for the connector's scopes; nothing is
     *     stored then
     * @throws io.github.mailbearer.TokenUnavailableException if Entra or the store is down
     */
    public ConnectedMailbox importRefreshToken(String mailbox, String refreshToken) {
        return imports.refreshToken(MailboxName.checked(mailbox), refreshToken);
    }

    /**
     * Takes over a mailbox from a cache that MSAL4J has serialised. Its refresh token is used at once.
     *
     * @param mailbox whose account in the cache
     * @param serializedCache what {@code tokenCache().serialize()} gave
     * @return the mailbox, connected
     * @throws IllegalArgumentException if it is no cache of MSAL, or has no refresh token of this application for the
     *     mailbox
     * @throws MailboxNotConnectedException if the refresh token is refused, somebody else's, or not for the connector's
     *     scopes; nothing is stored then
     * @throws io.github.mailbearer.TokenUnavailableException if Entra or the store is down
     */
    public ConnectedMailbox importMsalCache(String mailbox, String serializedCache) {
        return imports.msalCache(MailboxName.checked(mailbox), serializedCache);
    }

    @Override
    public String toString() {
        return "MailboxConnector[" + start + "]";
    }

    /** Describes a {@link MailboxConnector}. */
    public static final class Builder {

        private final EntraApplication application;
        private final Connections connections;
        private @Nullable URI redirectUri;
        private Set<String> scopes = Set.of();
        private boolean anyAccount;
        private @Nullable EncryptionKeys sealingKeys;
        private InstantSource clock = InstantSource.system();
        private Pauses.Sleeper sleeper = Pauses.Sleeper.SYSTEM;

        private Builder(EntraApplication application, TokenCacheStore store) {
            this.application = Arguments.required("application", application, "EntraApplication.builder()...build()");
            this.connections = new Connections(application, store);
        }

        /**
         * Names the page that Entra sends the browser back to.
         *
         * @param redirectUri the URI as it is registered under Authentication &gt; Web, to the letter; {@code https}, or
         *     {@code http} on this machine
         * @return this builder
         */
        public Builder redirectUri(URI redirectUri) {
            this.redirectUri = redirectUri;
            return this;
        }

        /**
         * Names what the application may do in the mailbox.
         *
         * @param scopes delegated scopes of one resource by their full names, such as
         *     {@code https://outlook.office.com/SMTP.Send}; {@code offline_access} is added
         * @return this builder
         */
        public Builder scopes(String... scopes) {
            return scopes(Arrays.asList(scopes));
        }

        /**
         * Names what the application may do in the mailbox.
         *
         * @param scopes as for {@link #scopes(String...)}
         * @return this builder
         */
        public Builder scopes(Collection<String> scopes) {
            this.scopes = new LinkedHashSet<>(scopes);
            return this;
        }

        /**
         * Accepts whichever account signs in, for mailboxes whose address is not the name they are signed in with. Whoever
         * can reach the sign-in page can then connect an account of his own: allow it only where that page is for
         * administrators, and show them the {@linkplain ConnectedMailbox#account account} that it was. What counts for a
         * sign-in is the connector that begins it, whichever takes its answer.
         *
         * @return this builder
         */
        public Builder allowAnyAccount() {
            this.anyAccount = true;
            return this;
        }

        /**
         * Gives the keys that the browser value is encrypted with. Only a store that does not encrypt by itself,
         * {@link TokenCacheStore#unencrypted}, needs them.
         *
         * @param sealingKeys the same keys on each node
         * @return this builder
         */
        public Builder sealingKeys(EncryptionKeys sealingKeys) {
            this.sealingKeys = sealingKeys;
            return this;
        }

        Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        Builder sleeper(Pauses.Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /**
         * Makes the connector as described so far.
         *
         * @return the connector
         * @throws IllegalArgumentException if something is missing or malformed; the message names it and the right form
         */
        public MailboxConnector build() {
            return new MailboxConnector(new ConnectSettings(
                    application,
                    connections,
                    sealer(),
                    RedirectUri.checked(redirectUri),
                    ConnectScopes.of(scopes),
                    anyAccount,
                    clock,
                    sleeper));
        }

        private Sealer sealer() {
            if (sealingKeys != null) {
                return new Sealer(sealingKeys);
            }
            return connections
                    .store()
                    .sealer()
                    .orElseThrow(
                            () -> new IllegalArgumentException("sealingKeys are missing, and the store has none that"
                                    + " the browser value could be encrypted with: give EncryptionKeys.fromFile(...), the same on"
                                    + " each node"));
        }
    }
}
