package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.RecordedRequest;
import io.github.mailbearer.testkit.SecretSearch;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** With every logger at its most verbose, no token, secret or assertion is in a log, an exception or a text form. */
@Timeout(30)
class SecretLeakTest {

    private CapturedLogs logs;
    private FakeEntra entra;

    @BeforeEach
    void start() {
        entra = FakeEntra.start();
        logs = CapturedLogs.everything();
    }

    @AfterEach
    void stop() {
        logs.close();
        entra.close();
    }

    @Test
    void nothingIsShownOnSuccess() {
        EntraApplication application = Applications.of(entra).build();
        AccessToken token = MsalTokenProvider.clientCredentials(application).getToken(REQUEST);
        logs.add(token);
        logs.add(application);
        logs.add(application.credential());

        assertThat(logs.text()).as("MSAL logs").contains("com.microsoft.aad.msal4j");
        assertThat(logs.text()).as("we log").contains("Acquired AccessToken[");
        assertThat(SecretSearch.of(token.value()).in(logs.text())).isEmpty();
        assertThat(SecretSearch.of(entra.clientSecret()).in(logs.text())).isEmpty();
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
        logs.add(application);
        logs.add(application.credential());

        for (RecordedRequest request : entra.tokenRequests()) {
            assertThat(SecretSearch.of(request.form().get("client_assertion")).in(logs.text()))
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
        assertThat(SecretSearch.of(token).in(logs.text())).isEmpty();
        assertThat(SecretSearch.of(entra.clientSecret()).in(logs.text())).isEmpty();
    }

    @Test
    void theSearchWouldFindWhatIsShown() {
        LoggerFactory.getLogger("com.microsoft.aad.msal4j.Planted").trace("client_secret={}", entra.clientSecret());
        System.getLogger("io.github.mailbearer.msal")
                .log(
                        System.Logger.Level.TRACE,
                        "planted",
                        new IllegalStateException(new IllegalStateException("planted-in-a-cause")));

        assertThat(SecretSearch.of(entra.clientSecret()).in(logs.text())).contains("raw");
        assertThat(SecretSearch.of("planted-in-a-cause").in(logs.text())).contains("raw");
    }

    private void fail(MsalTokenProvider provider) {
        try {
            provider.getToken(REQUEST);
        } catch (TokenException e) {
            logs.add(e);
            logs.add(e.error());
            logs.add(e.details());
            return;
        }
        throw new AssertionError("no failure");
    }
}
