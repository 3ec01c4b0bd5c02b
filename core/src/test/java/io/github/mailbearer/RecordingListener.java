package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes down what it hears. */
final class RecordingListener implements TokenListener {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore acquired = new Semaphore(0);
    private final Semaphore failed = new Semaphore(0);

    @Override
    public void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {
        heard.add("acquired " + token.value() + " for " + request.account());
        acquired.release();
    }

    @Override
    public void acquisitionFailed(TokenRequest request, TokenException failure, Optional<AccessToken> stillServed) {
        heard.add("failed with " + failure.getClass().getSimpleName() + " for " + request.account() + ", still serving "
                + stillServed.map(AccessToken::value).orElse("nothing"));
        failed.release();
    }

    @Override
    public void tokenRejected(TokenRequest request, AccessToken rejected) {
        heard.add("rejected " + rejected.value() + " for " + request.account());
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    void awaitAcquired(int count) throws InterruptedException {
        assertThat(acquired.tryAcquire(count, 10, TimeUnit.SECONDS))
                .as("acquired %d", count)
                .isTrue();
    }

    void awaitFailed(int count) throws InterruptedException {
        assertThat(failed.tryAcquire(count, 10, TimeUnit.SECONDS))
                .as("failed %d", count)
                .isTrue();
    }
}
