package io.github.mailbearer;

import java.util.Objects;

/**
 * A provider that passes every question on to another one: the base for whoever wraps a provider.
 *
 * <p>A lambda around a provider loses {@link #renewToken} and {@link #cacheKey}, and with them the cure for refused
 * tokens and the sharing of app-only ones. A subclass of this keeps both and overrides what it cares for:
 *
 * <pre>{@code
 * final class CountingTokenProvider extends ForwardingTokenProvider {
 *     final LongAdder asked = new LongAdder();
 *
 *     CountingTokenProvider(TokenProvider delegate) {
 *         super(delegate);
 *     }
 *
 *     @Override
 *     public AccessToken getToken(TokenRequest request) {
 *         asked.increment();
 *         return super.getToken(request);
 *     }
 * }
 * }</pre>
 */
public abstract class ForwardingTokenProvider implements TokenProvider {

    private final TokenProvider delegate;

    /**
     * Wraps a provider.
     *
     * @param delegate where the questions go
     */
    protected ForwardingTokenProvider(TokenProvider delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return delegate.getToken(request);
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return delegate.renewToken(request, rejected);
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        return delegate.cacheKey(request);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + delegate + "]";
    }
}
