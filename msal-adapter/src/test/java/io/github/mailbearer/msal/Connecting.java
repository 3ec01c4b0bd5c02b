package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import io.github.mailbearer.testkit.FakeEntra;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An application that connects mailboxes at a fake Entra, on one clock, and the person at the browser. */
final class Connecting implements AutoCloseable {

    static final String MAILBOX = "noreply@contoso.com";
    static final String OTHER = "ana@contoso.com";
    static final String SMTP = "https://outlook.office.com/SMTP.Send";
    static final String IMAP = "https://outlook.office.com/IMAP.AccessAsUser.All";
    static final URI REDIRECT = URI.create("https://shop.example/mail/connected?from=entra");

    final MovableClock clock = new MovableClock();
    final EncryptionKeys keys = EncryptionKeys.of("test", new byte[32]);
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final FakeEntra entra;
    WatchedStore rows = new WatchedStore();
    EntraApplication application;
    Connections connections;
    MailboxConnector connector;

    Connecting() {
        this("11112222-3333-4444-8555-666677778888");
    }

    Connecting(String tenantId) {
        entra = FakeEntra.builder().clock(clock).tenantId(tenantId).start();
        reset();
    }

    /** Begins anew with nothing stored. */
    void reset() {
        entra.reset();
        entra.addAccount(MAILBOX).addAccount(OTHER);
        rows = new WatchedStore();
        pauses.clear();
        application = Applications.of(entra).build();
        connections = new Connections(application, store());
        connector = builder().build();
    }

    TokenCacheStore store() {
        return TokenCacheStore.encrypted(rows, keys);
    }

    /** A connector as another node has it. */
    MailboxConnector.Builder builder() {
        return builder(application);
    }

    MailboxConnector.Builder builder(EntraApplication other) {
        return MailboxConnector.builder(other, store())
                .redirectUri(REDIRECT)
                .scopes(SMTP, IMAP)
                .clock(clock)
                .sleeper(pauses::add);
    }

    /** The parameters that the browser comes back with after somebody signed in. */
    Map<String, String> signIn(AuthorizationRequest request, String username) {
        return parameters(entra.signIn(request.url(), username));
    }

    /** Connects a mailbox, whoever has done so before. */
    ConnectedMailbox connect(String mailbox) {
        AuthorizationRequest request = connector.begin(mailbox);
        return connector.complete(signIn(request, mailbox), request.browserValue());
    }

    /** The refusal of a callback. */
    MailboxNotConnectedException refusal(Map<String, String> callback, @Nullable String browserValue) {
        return refusal(() -> connector.complete(callback, browserValue));
    }

    /** The refusal, which the catalogue knows unless it is one of Entra's that nobody knows. */
    static MailboxNotConnectedException refusal(Runnable call) {
        MailboxNotConnectedException refusal = catchThrowableOfType(MailboxNotConnectedException.class, call::run);
        if (refusal == null) {
            throw new AssertionError("the mailbox was connected");
        }
        if (refusal.reason() != Reason.REFUSED && !refusal.diagnosis().isRecognised()) {
            throw new AssertionError("the catalogue does not know this refusal", refusal);
        }
        return refusal;
    }

    Connection row(String mailbox) {
        Connection connection = connections.load(connections.key(mailbox)).connection();
        if (connection == null) {
            throw new AssertionError(mailbox + " is not connected");
        }
        return connection;
    }

    static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : uri.getRawQuery().split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        entra.close();
    }
}
