package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.msal.EntraCloud;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.TokenCacheStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of a set-up's description that tells where its tokens come from. */
abstract sealed class TokenSettings permits DoctorSettings.Builder {

    @Nullable
    EntraCloud cloud;

    @Nullable
    String tenantId;

    @Nullable
    String clientId;

    @Nullable
    String clientSecret;

    @Nullable
    EntraCredential credential;

    @Nullable
    TokenCacheStore store;

    @Nullable
    TokenProvider tokens;

    @Nullable
    Grant grant;

    List<String> scopes = List.of();

    @Nullable
    String registeredObjectId;

    @Nullable
    HttpClient http;

    @Nullable
    URI loopbackEndpoint;

    abstract DoctorSettings.Builder self();

    /**
     * Names the cloud in which the application signs in, where it is not the profile's.
     *
     * @param of the cloud
     * @return this
     */
    public DoctorSettings.Builder cloud(EntraCloud of) {
        cloud = Objects.requireNonNull(of, "cloud");
        return self();
    }

    /**
     * Names the tenant.
     *
     * @param id as the application has it
     * @return this
     */
    public DoctorSettings.Builder tenantId(String id) {
        tenantId = Objects.requireNonNull(id, "tenantId");
        return self();
    }

    /**
     * Names the application.
     *
     * @param id as the application has it
     * @return this
     */
    public DoctorSettings.Builder clientId(String id) {
        clientId = Objects.requireNonNull(id, "clientId");
        return self();
    }

    /**
     * Gives the application's secret, whatever somebody has pasted for it.
     *
     * @param secret as the application has it
     * @return this
     */
    public DoctorSettings.Builder clientSecret(String secret) {
        clientSecret = Objects.requireNonNull(secret, "clientSecret");
        return self();
    }

    /**
     * Gives what else the application proves its identity with.
     *
     * @param of a certificate or an assertion, or a secret whose end is known
     * @return this
     */
    public DoctorSettings.Builder credential(EntraCredential of) {
        credential = Objects.requireNonNull(of, "credential");
        return self();
    }

    /**
     * Names the store that holds the mailbox, for tokens of a person who has connected it.
     *
     * @param of the application's store
     * @return this
     */
    public DoctorSettings.Builder store(TokenCacheStore of) {
        store = Objects.requireNonNull(of, "store");
        return self();
    }

    /**
     * Takes the tokens from a provider, in place of tenant, client and credential.
     *
     * @param from any provider; one that caches may answer an old token
     * @return this
     */
    public DoctorSettings.Builder tokens(TokenProvider from) {
        tokens = Objects.requireNonNull(from, "tokens");
        return self();
    }

    /**
     * Takes a token that is there already, in place of tenant, client and credential. It cannot be renewed.
     *
     * @param token the token
     * @return this
     */
    public DoctorSettings.Builder accessToken(AccessToken token) {
        Objects.requireNonNull(token, "accessToken");
        return tokens(request -> token);
    }

    /**
     * Says for whom tokens speak that do not say it themselves.
     *
     * @param of told by the store and the token unless set
     * @return this
     */
    public DoctorSettings.Builder grant(Grant of) {
        grant = Objects.requireNonNull(of, "grant");
        return self();
    }

    /**
     * Names what tokens are asked for.
     *
     * @param of as the application has them; the profile's unless set
     * @return this
     */
    public DoctorSettings.Builder scopes(String... of) {
        scopes = List.copyOf(Arrays.asList(of));
        return self();
    }

    /**
     * Names the Object ID that {@code New-ServicePrincipal} was given in Exchange, so that it can be compared.
     *
     * @param id as {@code Get-ServicePrincipal} shows it
     * @return this
     */
    public DoctorSettings.Builder registeredObjectId(String id) {
        registeredObjectId = Objects.requireNonNull(id, "registeredObjectId");
        return self();
    }

    /**
     * Gives the HTTP client to reach Entra with, for a proxy or a trust store of one's own.
     *
     * @param client a client that follows no redirects
     * @return this
     */
    public DoctorSettings.Builder http(HttpClient client) {
        http = Objects.requireNonNull(client, "http");
        return self();
    }

    /**
     * Sends what would go to the login host to a server on this machine instead, without TLS. For tests.
     *
     * @param endpoint as for {@link io.github.mailbearer.msal.EntraApplication.Builder#loopbackEndpoint}
     * @return this
     */
    public DoctorSettings.Builder loopbackEndpoint(URI endpoint) {
        loopbackEndpoint = Objects.requireNonNull(endpoint, "loopbackEndpoint");
        return self();
    }

    /**
     * Makes sure that there is one place to get tokens from.
     *
     * @throws IllegalArgumentException if there is none, or two; it names them and what to give
     */
    final void checkSource(Profile profile) {
        boolean fromEntra = clientSecret != null || credential != null || store != null;
        if (tokens != null && fromEntra) {
            throw new IllegalArgumentException(
                    "tokens or accessToken is given beside clientSecret, credential or store:"
                            + " give either the one or the other");
        }
        if (tokens == null && !fromEntra) {
            throw new IllegalArgumentException(
                    "there is nothing to get tokens with: give clientSecret(…), credential(…),"
                            + " store(…), tokens(…) or accessToken(…)");
        }
        if (fromEntra && cloud == null && profile.cloud().isEmpty()) {
            throw new IllegalArgumentException(
                    "clientSecret, credential or store is given, which are Entra's, and profile" + " is " + profile
                            + ": give tokens(…) or accessToken(…), or cloud(…)");
        }
        if (clientSecret != null && credential != null) {
            throw new IllegalArgumentException(
                    "clientSecret and credential are both given: give the one that the application uses");
        }
    }
}
