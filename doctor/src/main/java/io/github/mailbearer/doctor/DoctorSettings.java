package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.msal.EntraCloud;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.TokenCacheStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The set-up that a {@link MailDoctor} is to look at, as somebody typed it.
 *
 * <p>What is wrong with ids, secrets, scopes, addresses and properties is not refused here: to find that out is what the
 * checks are for. Refused is only what leaves nothing to check. Immutable.
 *
 * <pre>{@code
 * DoctorSettings settings = DoctorSettings.builder()
 *         .tenantId(tenant)
 *         .clientId(client)
 *         .clientSecret(secret)
 *         .mailbox("noreply@contoso.com")
 *         .build();
 * }</pre>
 */
public final class DoctorSettings {

    final Profile profile;
    final @Nullable EntraCloud cloud;
    final @Nullable String tenantId;
    final @Nullable String clientId;
    final @Nullable String clientSecret;
    final @Nullable EntraCredential credential;
    final @Nullable TokenCacheStore store;
    final @Nullable TokenProvider tokens;
    final @Nullable Grant grant;
    final List<String> scopes;
    final @Nullable String registeredObjectId;
    final String mailbox;
    final @Nullable String signedInAs;
    final @Nullable String from;
    final MailProtocol protocol;
    final @Nullable MailServer server;
    final List<String> allowedHosts;
    final @Nullable Properties sessionProperties;
    final @Nullable String sendTo;
    final boolean showIds;
    final @Nullable HttpClient http;
    final @Nullable SSLContext sslContext;
    final @Nullable URI loopbackEndpoint;
    final InstantSource clock;
    final Catalogue catalogue;
    final Duration checkLimit;
    final Duration runLimit;

    private DoctorSettings(Builder builder) {
        profile = builder.profile;
        cloud = builder.cloud == null ? profile.cloud().orElse(null) : builder.cloud;
        tenantId = builder.tenantId;
        clientId = builder.clientId;
        clientSecret = builder.clientSecret;
        credential = builder.credential;
        store = builder.store;
        tokens = builder.tokens;
        grant = builder.grant;
        scopes = builder.scopes;
        registeredObjectId = builder.registeredObjectId;
        mailbox = builder.checkedMailbox();
        signedInAs = builder.signedInAs;
        from = builder.from;
        protocol = builder.protocol;
        server = builder.server;
        allowedHosts = builder.allowedHosts;
        sessionProperties = builder.copiedProperties();
        sendTo = builder.sendTo;
        showIds = builder.showIds;
        http = builder.http;
        sslContext = builder.sslContext;
        loopbackEndpoint = builder.loopbackEndpoint;
        clock = builder.clock;
        catalogue = builder.catalogue;
        checkLimit = builder.checkLimit;
        runLimit = builder.runLimit;
        builder.checkTogether();
    }

    /**
     * Begins a description of a set-up.
     *
     * @return a builder for SMTP at Microsoft 365
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the tokens come from Entra through this library, so that there is an application to look at. */
    boolean asksEntra() {
        return tokens == null;
    }

    @Override
    public String toString() {
        return "DoctorSettings[" + profile + ", " + protocol + ", " + mailbox + "]";
    }

    /** Describes a set-up. Not safe for use by several threads. */
    public static final class Builder {

        private Profile profile = Profile.MICROSOFT_365;
        private @Nullable EntraCloud cloud;
        private @Nullable String tenantId;
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private @Nullable EntraCredential credential;
        private @Nullable TokenCacheStore store;
        private @Nullable TokenProvider tokens;
        private @Nullable Grant grant;
        private List<String> scopes = List.of();
        private @Nullable String registeredObjectId;
        private @Nullable String mailbox;
        private @Nullable String signedInAs;
        private @Nullable String from;
        private MailProtocol protocol = MailProtocol.SMTP;
        private @Nullable MailServer server;
        private List<String> allowedHosts = List.of();
        private @Nullable Properties sessionProperties;
        private @Nullable String sendTo;
        private boolean showIds;
        private @Nullable HttpClient http;
        private @Nullable SSLContext sslContext;
        private @Nullable URI loopbackEndpoint;
        private InstantSource clock = InstantSource.system();
        private Catalogue catalogue = Catalogue.builtIn();
        private Duration checkLimit = Duration.ofSeconds(10);
        private Duration runLimit = Duration.ofSeconds(90);

        private Builder() {}

        /**
         * Names the provider of the mailbox.
         *
         * @param of its profile; {@link Profile#MICROSOFT_365} unless set
         * @return this
         */
        public Builder profile(Profile of) {
            profile = Objects.requireNonNull(of, "profile");
            return this;
        }

        /**
         * Names the cloud in which the application signs in, where it is not the profile's.
         *
         * @param of the cloud
         * @return this
         */
        public Builder cloud(EntraCloud of) {
            cloud = Objects.requireNonNull(of, "cloud");
            return this;
        }

        /**
         * Names the tenant.
         *
         * @param id as the application has it
         * @return this
         */
        public Builder tenantId(String id) {
            tenantId = Objects.requireNonNull(id, "tenantId");
            return this;
        }

        /**
         * Names the application.
         *
         * @param id as the application has it
         * @return this
         */
        public Builder clientId(String id) {
            clientId = Objects.requireNonNull(id, "clientId");
            return this;
        }

        /**
         * Gives the application's secret, whatever somebody has pasted for it.
         *
         * @param secret as the application has it
         * @return this
         */
        public Builder clientSecret(String secret) {
            clientSecret = Objects.requireNonNull(secret, "clientSecret");
            return this;
        }

        /**
         * Gives what else the application proves its identity with.
         *
         * @param of a certificate or an assertion, or a secret whose end is known
         * @return this
         */
        public Builder credential(EntraCredential of) {
            credential = Objects.requireNonNull(of, "credential");
            return this;
        }

        /**
         * Names the store that holds the mailbox, for tokens of a person who has connected it.
         *
         * @param of the application's store
         * @return this
         */
        public Builder store(TokenCacheStore of) {
            store = Objects.requireNonNull(of, "store");
            return this;
        }

        /**
         * Takes the tokens from a provider, in place of tenant, client and credential.
         *
         * @param from any provider; one that caches may answer an old token
         * @return this
         */
        public Builder tokens(TokenProvider from) {
            tokens = Objects.requireNonNull(from, "tokens");
            return this;
        }

        /**
         * Takes a token that is there already, in place of tenant, client and credential. It cannot be renewed.
         *
         * @param token the token
         * @return this
         */
        public Builder accessToken(AccessToken token) {
            Objects.requireNonNull(token, "accessToken");
            return tokens(request -> token);
        }

        /**
         * Says for whom tokens speak that do not say it themselves.
         *
         * @param of told by the store and the token unless set
         * @return this
         */
        public Builder grant(Grant of) {
            grant = Objects.requireNonNull(of, "grant");
            return this;
        }

        /**
         * Names what tokens are asked for.
         *
         * @param of as the application has them; the profile's unless set
         * @return this
         */
        public Builder scopes(String... of) {
            scopes = List.copyOf(Arrays.asList(of));
            return this;
        }

        /**
         * Names the Object ID that {@code New-ServicePrincipal} was given in Exchange, so that it can be compared.
         *
         * @param id as {@code Get-ServicePrincipal} shows it
         * @return this
         */
        public Builder registeredObjectId(String id) {
            registeredObjectId = Objects.requireNonNull(id, "registeredObjectId");
            return this;
        }

        /**
         * Names the mailbox to sign in to.
         *
         * @param address its address
         * @return this
         */
        public Builder mailbox(String address) {
            mailbox = Objects.requireNonNull(address, "mailbox");
            return this;
        }

        /**
         * Names the account whose token opens the mailbox, where it is not the mailbox itself.
         *
         * @param account its user principal name
         * @return this
         */
        public Builder signedInAs(String account) {
            signedInAs = Objects.requireNonNull(account, "signedInAs");
            return this;
        }

        /**
         * Names whom messages are from, where it is not the mailbox.
         *
         * @param address the sender's address
         * @return this
         */
        public Builder from(String address) {
            from = Objects.requireNonNull(address, "from");
            return this;
        }

        /**
         * Names the protocol to sign in with. A run is for one: two sign-ins are what a server is asked at most.
         *
         * @param of the protocol; {@link MailProtocol#SMTP} unless set
         * @return this
         */
        public Builder protocol(MailProtocol of) {
            protocol = Objects.requireNonNull(of, "protocol");
            return this;
        }

        /**
         * Names the server, where it is not the profile's. It gets the token only if its host is one of the profile's or
         * {@linkplain #allowHost allowed}.
         *
         * @param of the server; its protocol becomes the run's
         * @return this
         */
        public Builder server(MailServer of) {
            server = Objects.requireNonNull(of, "server");
            return protocol(of.protocol());
        }

        /**
         * Lets further hosts see the token.
         *
         * @param hosts DNS names, of hosts that are known to be right
         * @return this
         */
        public Builder allowHost(String... hosts) {
            allowedHosts = Stream.of(hosts).map(Objects::requireNonNull).toList();
            return this;
        }

        /**
         * Gives the properties of the application's own Session, to be looked at. The doctor's own Session does not use
         * them.
         *
         * @param properties the properties; copied by {@link #build}
         * @return this
         */
        public Builder sessionProperties(Properties properties) {
            sessionProperties = Objects.requireNonNull(properties, "sessionProperties");
            return this;
        }

        /**
         * Has a test mail sent. Nothing is sent unless this is set.
         *
         * @param address to whom, perhaps the mailbox itself
         * @return this
         */
        public Builder send(String address) {
            sendTo = Objects.requireNonNull(address, "send");
            return this;
        }

        /**
         * Shows ids and addresses in full.
         *
         * @return this
         */
        public Builder showIds() {
            showIds = true;
            return this;
        }

        /**
         * Gives the HTTP client to reach Entra with, for a proxy or a trust store of one's own.
         *
         * @param client a client that follows no redirects
         * @return this
         */
        public Builder http(HttpClient client) {
            http = Objects.requireNonNull(client, "http");
            return this;
        }

        /**
         * Says which certificates of mail servers are trusted, in place of the Java runtime's own.
         *
         * @param context an initialised context
         * @return this
         */
        public Builder sslContext(SSLContext context) {
            sslContext = Objects.requireNonNull(context, "sslContext");
            return this;
        }

        /**
         * Sends what would go to the login host to a server on this machine instead, without TLS. For tests.
         *
         * @param endpoint as for {@link io.github.mailbearer.msal.EntraApplication.Builder#loopbackEndpoint}
         * @return this
         */
        public Builder loopbackEndpoint(URI endpoint) {
            loopbackEndpoint = Objects.requireNonNull(endpoint, "loopbackEndpoint");
            return this;
        }

        /**
         * Sets the clock that is compared with Entra's.
         *
         * @param of the clock; the system's unless set
         * @return this
         */
        public Builder clock(InstantSource of) {
            clock = Objects.requireNonNull(of, "clock");
            return this;
        }

        /**
         * Gives the failures that are known.
         *
         * @param of the catalogue; the built-in one unless set
         * @return this
         */
        public Builder catalogue(Catalogue of) {
            catalogue = Objects.requireNonNull(of, "catalogue");
            return this;
        }

        /** Waits less long, for tests. */
        Builder limits(Duration check, Duration run) {
            checkLimit = check;
            runLimit = run;
            return this;
        }

        /**
         * Makes the settings as described so far.
         *
         * @return the settings
         * @throws IllegalArgumentException if something is missing without which there is nothing to check, or two things
         *     contradict each other; the message names them and what to give
         */
        public DoctorSettings build() {
            return new DoctorSettings(this);
        }

        private String checkedMailbox() {
            if (mailbox == null || mailbox.isBlank()) {
                throw new IllegalArgumentException(
                        "mailbox is missing: give the address to sign in to, such as noreply@contoso.com");
            }
            return mailbox;
        }

        private void checkTogether() {
            if (server == null && profile.platform().server(protocol).isEmpty()) {
                throw new IllegalArgumentException("protocol is " + protocol + ", for which " + profile
                        + " has no server: give another one, or server(…)");
            }
            boolean fromEntra = clientSecret != null || credential != null || store != null;
            if (tokens != null && fromEntra) {
                throw new IllegalArgumentException("tokens or accessToken is given beside clientSecret, credential or"
                        + " store: give either the one or the other");
            }
            if (tokens == null && !fromEntra) {
                throw new IllegalArgumentException("there is nothing to get tokens with: give clientSecret(…),"
                        + " credential(…), store(…), tokens(…) or accessToken(…)");
            }
            if (fromEntra && cloud == null && profile.cloud().isEmpty()) {
                throw new IllegalArgumentException("clientSecret, credential or store is given, which are Entra's, and"
                        + " profile is " + profile + ": give tokens(…) or accessToken(…), or cloud(…)");
            }
            if (clientSecret != null && credential != null) {
                throw new IllegalArgumentException(
                        "clientSecret and credential are both given: give the one that the application uses");
            }
        }

        private @Nullable Properties copiedProperties() {
            if (sessionProperties == null) {
                return null;
            }
            Properties copy = new Properties();
            sessionProperties
                    .stringPropertyNames()
                    .forEach(name -> copy.put(name, sessionProperties.getProperty(name)));
            return copy;
        }
    }
}
