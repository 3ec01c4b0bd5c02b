package io.github.mailbearer.msal;

import io.github.mailbearer.diagnosis.Catalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application registered in Microsoft Entra, and how to reach the Entra that knows it.
 *
 * <pre>{@code
 * EntraApplication application = EntraApplication.builder()
 *         .tenantId("9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b")
 *         .clientId("5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11")
 *         .credential(EntraCredential.secret(secret))
 *         .build();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. There is nothing to close.
 */
public final class EntraApplication {

    private final EntraCloud cloud;
    private final String tenantId;
    private final String clientId;
    private final MsalCredential credential;
    private final ExpiryWatch expiryWatch;
    private final Set<String> clientCapabilities;
    private final Catalogue catalogue;
    private final TokenEndpoint endpoint;

    private EntraApplication(Builder builder) {
        cloud = Arguments.required("cloud", builder.cloud, "EntraCloud.WORLDWIDE or another cloud");
        tenantId = Identifiers.checkedTenantId(builder.tenantId);
        clientId = Identifiers.checkedClientId(builder.clientId);
        // The one type that the interface permits.
        credential = (MsalCredential) Arguments.required(
                "credential", builder.credential, "EntraCredential.secret(...), certificate(...) or another one");
        expiryWatch = new ExpiryWatch(credential, builder.credentialListener);
        clientCapabilities = builder.checkedCapabilities();
        catalogue =
                Arguments.required("catalogue", builder.catalogue, "Catalogue.builtIn() or one extended by your own");
        endpoint = builder.endpoint(cloud.loginHost());
    }

    /**
     * Begins a description of an application.
     *
     * @return a builder without tenant, client and credential
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a description of the application that Azure Workload Identity has made of this pod, by
     * {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_FEDERATED_TOKEN_FILE} and, for other clouds,
     * {@code AZURE_AUTHORITY_HOST}.
     *
     * @param environment {@code System.getenv()}
     * @return a builder with cloud, tenant, client and credential
     * @throws IllegalArgumentException if one of the variables is missing or wrong; the message names it
     */
    public static Builder fromWorkloadIdentityEnvironment(Map<String, String> environment) {
        return WorkloadIdentity.in(environment);
    }

    /**
     * Tells how long the credential in use will go on to be of use. Nobody is asked: it is known from the certificate, or
     * from what {@link EntraCredential#secret(String, java.time.Instant)} was told.
     *
     * @return the state now
     */
    public CredentialHealth credentialHealth() {
        return expiryWatch.health(Instant.now());
    }

    ExpiryWatch expiryWatch() {
        return expiryWatch;
    }

    EntraCloud cloud() {
        return cloud;
    }

    String tenantId() {
        return tenantId;
    }

    String clientId() {
        return clientId;
    }

    MsalCredential credential() {
        return credential;
    }

    Set<String> clientCapabilities() {
        return clientCapabilities;
    }

    /** The words for what goes wrong. */
    Catalogue catalogue() {
        return catalogue;
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    /** What MSAL calls the authority: the login host and a tenant. */
    String authority(String tenant) {
        return "https://" + cloud.loginHost() + "/" + tenant + "/";
    }

    /** The application in a sentence. */
    String description() {
        return "application " + clientId + " in tenant " + tenantId
                + (cloud == EntraCloud.WORLDWIDE ? "" : " of the " + cloud + " cloud");
    }

    @Override
    public String toString() {
        return "EntraApplication[" + clientId + ", tenantId=" + tenantId + ", cloud=" + cloud + "]";
    }

    /** Describes an {@link EntraApplication}. */
    public static final class Builder {

        private static final Pattern CAPABILITY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        private EntraCloud cloud = EntraCloud.WORLDWIDE;
        private @Nullable String tenantId;
        private @Nullable String clientId;
        private @Nullable EntraCredential credential;
        private @Nullable CredentialListener credentialListener;
        private List<String> clientCapabilities = List.of();
        private Catalogue catalogue = Catalogue.builtIn();
        private @Nullable HttpClient http;
        private Duration requestTimeout = Duration.ofSeconds(15);
        private @Nullable URI loopbackEndpoint;

        private Builder() {}

        /**
         * Names the cloud the tenant lives in.
         *
         * @param cloud the cloud; {@link EntraCloud#WORLDWIDE} unless set
         * @return this builder
         */
        public Builder cloud(EntraCloud cloud) {
            this.cloud = cloud;
            return this;
        }

        /**
         * Names the tenant.
         *
         * @param tenantId the Directory (tenant) ID, or a domain verified in the tenant
         * @return this builder
         */
        public Builder tenantId(String tenantId) {
            this.tenantId = tenantId;
            return this;
        }

        /**
         * Names the application.
         *
         * @param clientId the Application (client) ID
         * @return this builder
         */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
            return this;
        }

        /**
         * Gives what the application proves its identity with.
         *
         * @param credential a secret, certificate or assertion
         * @return this builder
         */
        public Builder credential(EntraCredential credential) {
            this.credential = credential;
            return this;
        }

        /**
         * Names who hears that the credential ends soon. A warning is logged in any case.
         *
         * @param credentialListener told once each when 30, 14, 7 and 1 days are left, and at the end
         * @return this builder
         */
        public Builder credentialListener(CredentialListener credentialListener) {
            this.credentialListener = credentialListener;
            return this;
        }

        /**
         * Names what the application is able to do, to Entra, with every token request.
         *
         * <p>An application that can answer claims challenges says {@code cp1}: then Entra may issue tokens that live for up
         * to a day, and that a server may refuse at any moment with a challenge for
         * {@link MsalTokenProvider#withClaims(String)}.
         *
         * @param clientCapabilities the capabilities, such as {@code cp1}; none unless set
         * @return this builder
         */
        public Builder clientCapabilities(String... clientCapabilities) {
            this.clientCapabilities = List.of(clientCapabilities);
            return this;
        }

        /**
         * Gives the words for what goes wrong: exceptions say what it holds, and do what they did.
         *
         * @param catalogue the catalogue; {@link Catalogue#builtIn()} unless set
         * @return this builder
         */
        public Builder catalogue(Catalogue catalogue) {
            this.catalogue = catalogue;
            return this;
        }

        /**
         * Gives the HTTP client to reach Entra with: for a proxy, its authentication, or a trust store of one's own.
         *
         * <p>Unless set, it is one with a connect timeout of 5 seconds that uses the JVM's proxy settings. A proxy that
         * wants Basic authentication for {@code CONNECT} also needs the JVM to be started with
         * {@code -Djdk.http.auth.tunneling.disabledSchemes=}, since the JDK has that scheme disabled there. A client with
         * an authenticator also hides from us why Entra refuses a credential, so that errors say less.
         *
         * @param http a client that follows no redirects, since the request carries the credential
         * @return this builder
         */
        public Builder http(HttpClient http) {
            this.http = http;
            return this;
        }

        /**
         * Bounds a token request from connecting to the last byte of the answer.
         *
         * @param requestTimeout from a second to 2 minutes; 15 seconds unless set
         * @return this builder
         */
        public Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = requestTimeout;
            return this;
        }

        /**
         * Sends what would go to the login host to a server on this machine instead, without TLS. For tests.
         *
         * @param loopbackEndpoint an {@code http} URI of {@code localhost}, {@code [::1]} or an address in
         *     {@code 127.0.0.0/8}
         * @return this builder
         */
        public Builder loopbackEndpoint(URI loopbackEndpoint) {
            this.loopbackEndpoint = loopbackEndpoint;
            return this;
        }

        /**
         * Makes the application as described so far.
         *
         * @return the application
         * @throws IllegalArgumentException if something is missing or malformed; the message names it and the right form
         */
        public EntraApplication build() {
            return new EntraApplication(this);
        }

        private Set<String> checkedCapabilities() {
            for (String capability : clientCapabilities) {
                if (!CAPABILITY.matcher(capability).matches()) {
                    throw new IllegalArgumentException(
                            "clientCapabilities holds something that is no capability: give words of letters and digits,"
                                    + " such as \"cp1\"");
                }
            }
            return Set.copyOf(clientCapabilities);
        }

        private TokenEndpoint endpoint(String loginHost) {
            Duration timeout = Arguments.timeout("requestTimeout", requestTimeout);
            LoopbackEndpoint loopback = loopbackEndpoint == null ? null : LoopbackEndpoint.of(loopbackEndpoint);
            return new TokenEndpoint(loginHost, new BoundedHttp(HttpClients.of(http, loopback), timeout), loopback);
        }
    }
}
