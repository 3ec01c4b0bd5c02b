package io.github.mailbearer.benchmarks;

import io.github.mailbearer.TokenRequest;
import java.util.SplittableRandom;

/** Prebuilt requests, walked through in an order that no prefetcher guesses. */
final class Keys {

    /** Above the number of any benchmark's keys, so that nothing is evicted. */
    static final long ROOM = 4_000_000;

    private final TokenRequest[] requests;
    private final int[] walk = new int[1 << 20];

    Keys(int count) {
        requests = new TokenRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = TokenRequest.of("user" + i + "@contoso.com", "https://outlook.office.com/SMTP.Send");
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < walk.length; i++) {
            walk[i] = random.nextInt(count);
        }
    }

    TokenRequest[] all() {
        return requests;
    }

    TokenRequest at(int step) {
        return requests[walk[step & (walk.length - 1)]];
    }
}
