package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.RecordedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** With every logger at its most verbose, no token, secret or assertion is in a log, an exception or a text form. */
@Timeout(30)
class SecretLeakTest {

    private final StringBuffer captured = new StringBuffer();
    private final Logger root = Logger.getLogger("");
    private final Handler capture = new Capture();
    private Level before;
    private FakeEntra entra;

    @BeforeEach
    void start() {
        entra = FakeEntra.start();
        before = root.getLevel();
        capture.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(capture);
    }

    @AfterEach
    void stop() {
        root.removeHandler(capture);
        root.setLevel(before);
        entra.close();
    }

    @Test
    void nothingIsShownOnSuccess() {
        EntraApplication application = Applications.of(entra).build();
        AccessToken token = MsalTokenProvider.clientCredentials(application).getToken(REQUEST);
        captured.append(token).append(application).append(application.credential());

        assertThat(captured).as("MSAL logs").contains("com.microsoft.aad.msal4j");
        assertThat(captured).as("we log").contains("Acquired AccessToken[");
        assertThat(SecretSearch.of(token.value()).in(captured.toString())).isEmpty();
        assertThat(SecretSearch.of(entra.clientSecret()).in(captured.toString()))
                .isEmpty();
    }

    @Test
    void nothingIsShownOfACertificate() {
        KeyPair pair = TestKeys.rsa();
        X509Certificate certificate = TestKeys.certificate(pair);
        entra.registerCertificate(certificate);
        EntraApplication application = Applications.of(entra)
                .credential(EntraCredential.certificate(pair.getPrivate(), certificate))
                .build();
        MsalTokenProvider provider = MsalTokenProvider.clientCredentials(application);

        provider.getToken(REQUEST);
        entra.answerNext(EntraReply.error(401, "invalid_client", 700027, "Not registered."));
        fail(provider);
        captured.append(application).append(application.credential());

        for (RecordedRequest request : entra.tokenRequests()) {
            assertThat(SecretSearch.of(request.form().get("client_assertion")).in(captured.toString()))
                    .isEmpty();
        }
    }

    @Test
    void nothingIsShownOfWhatFails() {
        String token = entra.issueToken(Map.of());
        String half = "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" + token;
        EntraReply[] replies = {
            EntraReply.invalidClientSecret(),
            EntraReply.throttled(Duration.ofSeconds(7)),
            EntraReply.unavailable(503),
            EntraReply.html(502),
            EntraReply.reset(),
            EntraReply.status(200, "application/json", half),
            EntraReply.status(200, "application/json", half + "\",\"refresh_in\":\"soon\"}"),
            EntraReply.status(200, "application/json", half + "\",\"expires_in\":0}"),
            EntraReply.status(200, "text/html", "<p>" + token + "</p>"),
            EntraReply.status(400, "application/json", "{\"error\":\"x\",\"echo\":\"" + entra.clientSecret() + "\"}"),
            EntraReply.status(500, "text/plain", "client_secret=" + entra.clientSecret()),
        };
        MsalTokenProvider provider = Applications.provider(entra);
        entra.answerNext(replies);

        for (EntraReply reply : replies) {
            fail(provider);
        }

        assertThat(entra.tokenRequestCount()).isEqualTo(replies.length);
        assertThat(SecretSearch.of(token).in(captured.toString())).isEmpty();
        assertThat(SecretSearch.of(entra.clientSecret()).in(captured.toString()))
                .isEmpty();
    }

    @Test
    void theSearchWouldFindWhatIsShown() {
        LoggerFactory.getLogger("com.microsoft.aad.msal4j.Planted").trace("client_secret={}", entra.clientSecret());
        System.getLogger("io.github.mailbearer.msal")
                .log(
                        System.Logger.Level.TRACE,
                        "planted",
                        new IllegalStateException(new IllegalStateException("planted-in-a-cause")));

        assertThat(SecretSearch.of(entra.clientSecret()).in(captured.toString()))
                .contains("raw");
        assertThat(SecretSearch.of("planted-in-a-cause").in(captured.toString()))
                .contains("raw");
    }

    private void fail(MsalTokenProvider provider) {
        try {
            provider.getToken(REQUEST);
        } catch (TokenException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            captured.append(e).append(e.error()).append(e.details()).append(trace);
            return;
        }
        throw new AssertionError("no failure");
    }

    /** Keeps every record as a console would show it. */
    private final class Capture extends Handler {
        @Override
        public void publish(LogRecord record) {
            captured.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
