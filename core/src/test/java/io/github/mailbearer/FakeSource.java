package io.github.mailbearer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A source that issues token-1, token-2 … or does what it is told, counts, and sees whether it is asked in step. */
final class FakeSource implements TokenProvider {

    /** What it does when asked: makes a token of the number given, or throws. */
    interface Behaviour {
        AccessToken answer(TokenRequest request, int number) throws Exception;
    }

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private final Map<TokenRequest, AtomicInteger> atOnce = new ConcurrentHashMap<>();
    private final List<TokenRequest> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final InstantSource clock;
    private volatile Behaviour behaviour;

    FakeSource(InstantSource clock) {
        this.clock = clock;
        this.behaviour = lasting(Duration.ofHours(1));
    }

    Behaviour lasting(Duration lifetime) {
        return lasting(lifetime, token -> token);
    }

    Behaviour lasting(Duration lifetime, UnaryOperator<AccessToken> change) {
        return (request, number) ->
                change.apply(AccessToken.of("token-" + number, clock.instant().plus(lifetime)));
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    void fail(RuntimeException failure) {
        behave((request, number) -> {
            throw failure;
        });
    }

    void issue(Duration lifetime) {
        behave(lasting(lifetime));
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return answer(request);
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        renewals.incrementAndGet();
        return answer(request);
    }

    private AccessToken answer(TokenRequest request) {
        int number = requests.incrementAndGet();
        asked.add(request);
        AtomicInteger here = atOnce.computeIfAbsent(request, r -> new AtomicInteger());
        mostAtOnce.accumulateAndGet(here.incrementAndGet(), Math::max);
        try {
            return behaviour.answer(request, number);
        } catch (Exception thrown) {
            throw FakeSource.<RuntimeException>unchecked(thrown);
        } finally {
            here.decrementAndGet();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    int requests() {
        return requests.get();
    }

    int renewals() {
        return renewals.get();
    }

    int mostAtOnceForOneKey() {
        return mostAtOnce.get();
    }

    List<TokenRequest> asked() {
        return List.copyOf(asked);
    }
}
