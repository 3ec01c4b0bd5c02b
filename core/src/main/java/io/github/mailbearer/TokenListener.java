package io.github.mailbearer;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears what a {@link CachingTokenProvider} does: for metrics, alarms and audit logs.
 *
 * <p>Methods are called by the thread that did the work, which may be a caller's or one of the cache's own, never under
 * a lock. Callers who wait for a token wait for its listeners too, so hand anything slow to a thread of your own. What
 * they throw is logged and changes nothing.
 *
 * <pre>{@code
 * TokenListener alarm = new TokenListener() {
 *     @Override
 *     public void acquisitionFailed(TokenRequest request, TokenException failure, Optional<AccessToken> stillServed) {
 *         if (!(failure instanceof TokenUnavailableException)) {
 *             alarms.add(failure.getMessage());
 *         }
 *     }
 * };
 * }</pre>
 */
public interface TokenListener {

    /**
     * A token arrived from the source.
     *
     * @param request what was asked
     * @param token the answer
     * @param elapsed how long the source took
     */
    default void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {}

    /**
     * The source was asked and gave no token.
     *
     * @param request what was asked
     * @param failure why there is no token
     * @param stillServed the earlier token that callers go on getting until it ends, if there is one
     */
    default void acquisitionFailed(TokenRequest request, TokenException failure, Optional<AccessToken> stillServed) {}

    /**
     * A server refused a token, and the cache was asked for another one. Heard once for each refusal, though any number
     * of them share one request to the source.
     *
     * @param request whose token it was
     * @param rejected the refused token
     */
    default void tokenRejected(TokenRequest request, AccessToken rejected) {}
}
