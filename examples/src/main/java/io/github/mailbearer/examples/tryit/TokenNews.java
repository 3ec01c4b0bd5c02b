package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenListener;
import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells on the screen what becomes of tokens, and never what they are. */
final class TokenNews implements TokenListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Screen screen;

    TokenNews(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {
        screen.line(
                "token",
                String.format(
                        Locale.ROOT,
                        "got one through MSAL4J in %d ms: %,d characters, ends at %s",
                        elapsed.toMillis(),
                        token.value().length(),
                        TIME.format(token.expiresAt().atZone(ZoneId.systemDefault()))));
    }

    @Override
    public void tokenRejected(TokenRequest request, AccessToken rejected) {
        screen.line("token", "refused by the mail server: asking for another one");
    }
}
