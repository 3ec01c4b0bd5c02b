package io.github.mailbearer.benchmarks;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import java.time.Instant;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Prebuilt requests, and the token that every one of them gets. */
@State(Scope.Benchmark)
public class Keys {

    static final AccessToken TOKEN =
            AccessToken.of("t".repeat(1500), Instant.now().plusSeconds(24 * 3600));

    @Param({"1", "1000", "1000000"})
    int keys;

    TokenRequest[] requests = {};

    @Setup(Level.Trial)
    public void build() {
        requests = new TokenRequest[keys];
        for (int i = 0; i < keys; i++) {
            requests[i] = TokenRequest.of("user-" + i + "@contoso.example", "https://outlook.office.com/SMTP.Send");
        }
    }

    /** One thread's way through the requests: by chance, so that neighbours in memory do not help. */
    @State(Scope.Thread)
    public static class Walk {

        private int state = System.identityHashCode(Thread.currentThread()) | 1;

        TokenRequest next(Keys keys) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            return keys.requests[(state >>> 1) % keys.requests.length];
        }
    }
}
