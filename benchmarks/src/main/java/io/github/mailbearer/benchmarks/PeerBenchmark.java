package io.github.mailbearer.benchmarks;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.implementation.AccessTokenCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpResponse;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/** One cached token of one account, by us and by those whom applications ask otherwise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PeerBenchmark {

    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final URI MAIL = URI.create("https://outlook.office365.com/");

    private final TokenRequest request = TokenRequest.of("noreply@contoso.com", SCOPE);
    private final ClientCredentialParameters parameters =
            ClientCredentialParameters.builder(Set.of(SCOPE)).build();
    private final TokenRequestContext context = new TokenRequestContext().addScopes(SCOPE);

    private CachingTokenProvider mailbearer;
    private Cache<Object, io.github.mailbearer.AccessToken> caffeine;
    private ConfidentialClientApplication msalCallerRuns;
    private ConfidentialClientApplication msalDefaultExecutor;
    private OAuth2Credentials google;
    private AccessTokenCache azure;

    /**
     * Makes all the caches and lets each acquire its token.
     *
     * @throws Exception if one of them cannot
     */
    @Setup
    public void fill() throws Exception {
        mailbearer = CachingTokenProvider.of(Tokens::issue);
        caffeine = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofHours(2))
                .executor(Runnable::run)
                .build();
        caffeine.put(request, Tokens.issue(request));
        msalCallerRuns = msal().executorService(new CallerRuns()).build();
        msalDefaultExecutor = msal().build();
        google = new OAuth2Credentials() {
            private static final long serialVersionUID = 1L;

            @Override
            public AccessToken refreshAccessToken() {
                return new AccessToken(Tokens.VALUE, Date.from(Instant.now().plusSeconds(Tokens.LIFETIME_SECONDS)));
            }
        };
        azure = new AccessTokenCache(asked -> Mono.fromSupplier(() -> new com.azure.core.credential.AccessToken(
                Tokens.VALUE, OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(Tokens.LIFETIME_SECONDS))));
        msalCallerRuns();
        msalDefaultExecutor();
        googleAuth();
        azureCore();
    }

    private static ConfidentialClientApplication.Builder msal() throws Exception {
        return ConfidentialClientApplication.builder(
                        "00000000-0000-0000-0000-000000000001",
                        ClientCredentialFactory.createFromSecret("not-a-secret"))
                .authority("https://login.microsoftonline.com/00000000-0000-0000-0000-000000000002")
                .instanceDiscovery(false)
                .httpClient(asked -> reply());
    }

    private static HttpResponse reply() {
        HttpResponse reply = new HttpResponse()
                .statusCode(200)
                .body("{\"token_type\":\"Bearer\",\"expires_in\":" + Tokens.LIFETIME_SECONDS + ",\"access_token\":\""
                        + Tokens.VALUE + "\"}");
        reply.addHeaders(Map.of("Content-Type", List.of("application/json")));
        return reply;
    }

    /**
     * {@link CachingTokenProvider#getToken}.
     *
     * @return the token
     */
    @Benchmark
    public Object mailbearer() {
        return mailbearer.getToken(request);
    }

    /**
     * {@link Cache#getIfPresent}, the least that a bounded cache costs.
     *
     * @return the token
     */
    @Benchmark
    public Object caffeine() {
        return caffeine.getIfPresent(request);
    }

    /**
     * MSAL4J on the thread that asks.
     *
     * @return the token
     * @throws Exception if there is none
     */
    @Benchmark
    public Object msalCallerRuns() throws Exception {
        return msalCallerRuns.acquireToken(parameters).get();
    }

    /**
     * MSAL4J as it comes.
     *
     * @return the token
     * @throws Exception if there is none
     */
    @Benchmark
    public Object msalDefaultExecutor() throws Exception {
        return msalDefaultExecutor.acquireToken(parameters).get();
    }

    /**
     * The base of Google's credentials.
     *
     * @return the headers with the token
     * @throws Exception if there is none
     */
    @Benchmark
    public Object googleAuth() throws Exception {
        return google.getRequestMetadata(MAIL);
    }

    /**
     * The cache in front of every credential of Azure's clients.
     *
     * @return the token
     */
    @Benchmark
    public Object azureCore() {
        return azure.getTokenSync(context, false);
    }
}
