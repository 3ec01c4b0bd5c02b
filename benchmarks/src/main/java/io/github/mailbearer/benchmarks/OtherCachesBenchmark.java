package io.github.mailbearer.benchmarks;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.implementation.AccessTokenCache;
import com.google.auth.oauth2.OAuth2Credentials;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenRequest;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/** A token at hand, from our cache and from those that come with other libraries; one key, as all of them can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OtherCachesBenchmark {

    private static final String VALUE = Keys.TOKEN.value();
    private static final URI GOOGLE = URI.create("https://mail.google.com/");

    private final TokenRequest request = TokenRequest.of("noreply@contoso.example");
    private final CachingTokenProvider ours = CachingTokenProvider.of(asked -> Keys.TOKEN);

    private final ConfidentialClientApplication msalCallerRuns = msal(new CallerRuns());
    private final ConfidentialClientApplication msalDefault = msal(null);
    private final ClientCredentialParameters parameters = ClientCredentialParameters.builder(
                    Set.of("https://outlook.office365.com/.default"))
            .build();

    private final OAuth2Credentials google = OAuth2Credentials.create(new com.google.auth.oauth2.AccessToken(
            VALUE, Date.from(java.time.Instant.now().plusSeconds(24 * 3600))));

    private final TokenRequestContext context =
            new TokenRequestContext().addScopes("https://outlook.office365.com/.default");
    private final AccessTokenCache azure =
            new AccessTokenCache(asked -> Mono.just(new com.azure.core.credential.AccessToken(
                    VALUE, OffsetDateTime.now().plusDays(1))));

    @Benchmark
    public AccessToken mailbearer() {
        return ours.getToken(request);
    }

    @Benchmark
    public String msalOnTheCallersThread() {
        return msalCallerRuns.acquireToken(parameters).join().accessToken();
    }

    @Benchmark
    public String msalOnItsDefaultExecutor() {
        return msalDefault.acquireToken(parameters).join().accessToken();
    }

    @Benchmark
    public Map<String, List<String>> googleAuth() throws java.io.IOException {
        return google.getRequestMetadata(GOOGLE);
    }

    @Benchmark
    public com.azure.core.credential.AccessToken azureCore() {
        return azure.getTokenSync(context, false);
    }

    private static ConfidentialClientApplication msal(ExecutorService executor) {
        try {
            ConfidentialClientApplication.Builder builder = ConfidentialClientApplication.builder(
                            "00000000-0000-0000-0000-000000000001", ClientCredentialFactory.createFromSecret("secret"))
                    .authority("https://login.microsoftonline.com/00000000-0000-0000-0000-000000000002/")
                    .instanceDiscovery(false)
                    .httpClient(entra());
            return executor == null
                    ? builder.build()
                    : builder.executorService(executor).build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IHttpClient entra() {
        return httpRequest -> {
            HttpResponse response = new HttpResponse();
            response.statusCode(200);
            response.addHeaders(Map.of("Content-Type", List.of("application/json")));
            response.body("{\"token_type\":\"Bearer\",\"expires_in\":86400,\"access_token\":\"" + VALUE + "\"}");
            return response;
        };
    }

    /** Spares MSAL the thread that it would start for each call. */
    private static final class CallerRuns extends AbstractExecutorService {
        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
