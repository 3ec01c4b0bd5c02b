package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.KeepAliveResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uses the refresh tokens of silent mailboxes, so that Entra does not let them lapse. */
final class KeepAlive {

    /** Access tokens live longer than this nowhere, so that whoever was silent for so long needs a new one. */
    private static final Duration SHORTEST_SILENCE = Duration.ofDays(1);

    private final ConnectSettings settings;
    private final TokenProvider tokens;

    KeepAlive(ConnectSettings settings) {
        this.settings = settings;
        this.tokens = MsalTokenProvider.delegated(
                settings.application(), settings.connections().store(), settings.clock(), settings.sleeper());
    }

    List<KeepAliveResult> run(@Nullable Duration silence) {
        String form = "a day or more, such as Duration.ofDays(7)";
        Duration given = Arguments.required("silence", silence, form);
        if (given.compareTo(SHORTEST_SILENCE) < 0) {
            throw new IllegalArgumentException("silence is " + given + ": give " + form);
        }
        Instant latest = settings.now().minus(given);
        List<KeepAliveResult> results = new ArrayList<>();
        for (TokenCacheKey key : settings.connections().mailboxes()) {
            if (Thread.currentThread().isInterrupted()) {
                return results;
            }
            result(key, latest).ifPresent(results::add);
        }
        return results;
    }

    private Optional<KeepAliveResult> result(TokenCacheKey key, Instant latest) {
        try {
            Instant before = refreshedAt(key);
            if (before == null || before.isAfter(latest)) {
                return Optional.empty();
            }
            refresh(key.mailbox(), before, key);
            return Optional.of(new KeepAliveResult(key.mailbox(), Outcome.REFRESHED, null));
        } catch (InteractionRequiredException e) {
            return Optional.of(new KeepAliveResult(key.mailbox(), Outcome.SIGN_IN_NEEDED, e));
        } catch (TokenException | TokenCacheStoreException e) {
            return Optional.of(new KeepAliveResult(key.mailbox(), Outcome.FAILED, e));
        }
    }

    /** While Entra is down a token that still lasts is served, which keeps nothing alive. */
    private void refresh(String mailbox, Instant before, TokenCacheKey key) {
        TokenRequest request = TokenRequest.of(mailbox);
        AccessToken token = tokens.getToken(request);
        if (before.equals(refreshedAt(key))) {
            tokens.renewToken(request, token);
        }
    }

    /** When the refresh token was used last; {@code null} if the mailbox was disconnected meanwhile. */
    private @Nullable Instant refreshedAt(TokenCacheKey key) {
        Connection connection = settings.connections().load(key).connection();
        return connection == null ? null : connection.refreshedAt();
    }
}
