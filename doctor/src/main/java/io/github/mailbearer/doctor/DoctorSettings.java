package io.github.mailbearer.doctor;

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
    public static final class Builder extends TokenSettings {

        private Profile profile = Profile.MICROSOFT_365;
        private @Nullable String mailbox;
        private @Nullable String signedInAs;
        private @Nullable String from;
        private MailProtocol protocol = MailProtocol.SMTP;
        private @Nullable MailServer server;
        private List<String> allowedHosts = List.of();
        private @Nullable Properties sessionProperties;
        private @Nullable String sendTo;
        private boolean showIds;
        private @Nullable SSLContext sslContext;
        private InstantSource clock = InstantSource.system();
        private Catalogue catalogue = Catalogue.builtIn();
        private Duration checkLimit = Duration.ofSeconds(10);
        private Duration runLimit = Duration.ofSeconds(90);

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

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
            checkSource(profile);
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
