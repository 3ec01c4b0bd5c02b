package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.IMAP;
import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.RecordedRequest;
import io.github.mailbearer.testkit.SecretSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With every logger at its most verbose, no code, token or secret of a sign-in is in a log, an exception or a text form. */
@Timeout(30)
class ConnectLeakTest {

    private static final Set<String> SECRET_PARAMETERS =
            Set.of("code", "code_verifier", "client_secret", "refresh_token");

    private final List<String> secrets = new ArrayList<>();
    private Connecting connecting;
    private CapturedLogs logs;

    @BeforeEach
    void start() {
        connecting = new Connecting();
        logs = CapturedLogs.everything();
    }

    @AfterEach
    void stop() {
        logs.close();
        connecting.close();
    }

    private void assertNothingLeaked() {
        for (RecordedRequest request : connecting.entra.tokenRequests()) {
            request.form().forEach((name, value) -> {
                if (SECRET_PARAMETERS.contains(name)) {
                    secrets.add(value);
                }
            });
        }
        assertThat(secrets).hasSizeGreaterThan(4);
        for (String secret : secrets) {
            assertThat(SecretSearch.of(withoutClientId(secret)).in(logs.text())).isEmpty();
        }
    }

    /** The fake's codes and refresh tokens hold the client ID, as Entra's do; the rest of them is secret. */
    private String withoutClientId(String secret) {
        int clientId = secret.indexOf(connecting.entra.clientId());
        return clientId < 0
                ? secret
                : secret.substring(clientId + connecting.entra.clientId().length());
    }

    private AuthorizationRequest begin() {
        AuthorizationRequest request = connecting.connector.begin(MAILBOX);
        logs.add(request);
        secrets.add(request.browserValue());
        Map<String, String> parameters = Connecting.parameters(request.url());
        secrets.add(parameters.get("state"));
        secrets.add(parameters.get("nonce"));
        return request;
    }

    private Map<String, String> signIn(AuthorizationRequest request, String username) {
        Map<String, String> callback = connecting.signIn(request, username);
        secrets.add(callback.get("code"));
        logs.add(ConnectCallback.of(callback));
        return callback;
    }

    private void add(MailboxNotConnectedException refusal) {
        logs.add(refusal);
        logs.add(refusal.error());
        logs.add(refusal.details());
        logs.add(refusal.adminConsentUrl());
    }

    @Test
    void nothingIsShownOfASignIn() {
        AuthorizationRequest request = begin();
        logs.add(connecting.connector.complete(signIn(request, MAILBOX), request.browserValue()));
        logs.add(connecting.connector);
        logs.add(connecting.connector.list());
        Connection connection = connecting.row(MAILBOX);
        logs.add(connection);
        secrets.add(connection.refreshToken().orElseThrow());
        secrets.add(connection.tokens().get(0).value());

        assertThat(logs.text()).contains("Connected " + MAILBOX);
        assertNothingLeaked();
    }

    @Test
    void nothingIsShownOfWhatFails() {
        EntraReply[] replies = {
            EntraReply.error(400, "invalid_grant", 54005, "Already redeemed."),
            EntraReply.invalidClientSecret(),
            EntraReply.html(502),
            EntraReply.status(200, "application/json", "{\"access_token\":\"half-a-token\""),
        };
        secrets.add("half-a-token");
        for (EntraReply reply : replies) {
            connecting.entra.answerNext(reply);
            AuthorizationRequest request = begin();
            fail(() -> connecting.connector.complete(signIn(request, MAILBOX), request.browserValue()));
        }
        AuthorizationRequest request = begin();
        fail(() -> connecting.connector.complete(signIn(request, OTHER), request.browserValue()));
        fail(() -> connecting.connector.complete(signIn(request, OTHER), begin().browserValue()));
        fail(() -> connecting.connector.complete(signIn(request, OTHER), request.browserValue() + "x"));

        assertNothingLeaked();
    }

    @Test
    void nothingIsShownOfAnImport() {
        String refreshToken = connecting.entra.issueRefreshToken(OTHER, SMTP, IMAP);
        secrets.add(refreshToken);
        secrets.add("planted-in-no-cache");
        fail(() -> connecting.connector.importRefreshToken(MAILBOX, refreshToken));
        fail(() -> connecting.connector.importRefreshToken(MAILBOX, "0.made-up-refresh-token"));
        fail(() -> connecting.connector.importRefreshToken(MAILBOX, refreshToken + "\n"));
        fail(() -> connecting.connector.importMsalCache(MAILBOX, "{\"a\":\"planted-in-no-cache\""));
        logs.add(connecting.connector.importRefreshToken(OTHER, refreshToken));

        assertNothingLeaked();
    }

    private void fail(Runnable call) {
        try {
            call.run();
        } catch (MailboxNotConnectedException e) {
            add(e);
            return;
        } catch (RuntimeException e) {
            logs.add(e);
            return;
        }
        throw new AssertionError("no failure");
    }
}
