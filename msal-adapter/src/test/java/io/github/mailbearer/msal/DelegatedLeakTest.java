package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.SecretSearch;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With everything at its most verbose, nothing of what a row holds is anywhere to be read. */
@Timeout(60)
class DelegatedLeakTest {

    private static final Pattern SECRETS = Pattern.compile("\"secret\":\"([^\"]+)\"");

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final MsalTokenProvider provider = mailboxes.provider();
    private final Set<String> secrets = new LinkedHashSet<>();

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    /** The refresh token, the id token and the access tokens of the row as it is. */
    private void noteSecrets() {
        Connection connection = mailboxes.row().connection();
        Matcher secret = SECRETS.matcher(connection.cache());
        while (secret.find()) {
            secrets.add(secret.group(1).replaceFirst(".*" + mailboxes.entra.clientId(), "")); // which is no secret
        }
        connection.tokens().forEach(token -> secrets.add(token.value()));
    }

    private void failing(CapturedLogs logs) {
        TokenException failure = catchThrowableOfType(TokenException.class, () -> provider.getToken(REQUEST));
        logs.add(failure);
        logs.add(new IllegalStateException(String.valueOf(failure.details())));
    }

    private void hourLater() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void nothingOfARowIsShown() {
        noteSecrets();
        secrets.add(mailboxes.entra.clientSecret());
        String text;
        try (CapturedLogs logs = CapturedLogs.everything()) {
            hourLater();
            AccessToken token = provider.getToken(REQUEST);
            noteSecrets();
            provider.renewToken(REQUEST, token);
            noteSecrets();
            hourLater();
            mailboxes.entra.answerNext(EntraReply.html(503), EntraReply.truncated(), EntraReply.reset());
            failing(logs);
            failing(logs);
            failing(logs);
            mailboxes.store.beforeWrite = key -> {
                throw new TokenCacheStoreException("The store is down.", null);
            };
            provider.getToken(REQUEST);
            secrets.add(mailboxes.entra.lastIssuedToken());
            hourLater();
            failing(logs);
            mailboxes.store.beforeWrite = key -> {};
            provider.getToken(REQUEST);
            noteSecrets();
            hourLater();
            mailboxes.entra.revokeRefreshTokens(MAILBOX);
            failing(logs);
            failing(logs);
            Connections.Stored row = mailboxes.row();
            Rotation rotation = new Rotation(
                    mailboxes.refreshToken(),
                    row.connection().cache(),
                    row.connection().tokens().get(0),
                    true);
            Wanted wanted = new Wanted(mailboxes.key(), Set.of(), Duration.ZERO, null, token);
            logs.add(new IllegalStateException(provider + " " + row + rotation + wanted + mailboxes.connections.store()
                    + provider.cacheKey(REQUEST) + row.connection().tokens()
                    + MsalCache.of(row.connection().cache())));
            text = logs.text();
        }

        assertThat(text)
                .contains(
                        "com.microsoft.aad.msal4j", "io.github.mailbearer.msal", "AADSTS50173", "could not be stored");
        assertThat(text).as("anything of MSAL's cache").doesNotContain("credential_type", "home_account_id");
        assertThat(secrets).hasSizeGreaterThan(10);
        for (String secret : secrets) {
            assertThat(SecretSearch.of(secret).in(text)).isEmpty();
            assertThat(SecretSearch.of(secret).in(text + secret)).contains("raw");
        }
    }
}
