package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.AuthorizationRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.TokenCacheStore;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mailbox that a person has connected is looked at by its own refresh token. */
@Timeout(30)
class DelegatedTest {

    private static final String SEND = "https://outlook.office.com/SMTP.Send";
    private static final Surroundings ALL = Surroundings.of(SMTP);

    private final TokenCacheStore store = TokenCacheStore.inMemory();

    @BeforeEach
    void reset() {
        ALL.reset();
        ALL.entra.addAccount(Surroundings.MAILBOX);
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void everythingPassesForAConnectedMailbox() {
        connect();

        Report report = ALL.examine(ALL.healthy().store(store).showIds());

        assertThat(report.worst()).as(report.toString()).isEqualTo(Status.PASS);
        assertThat(report.check("8d").evidence().get("scp")).contains("SMTP.Send");
        assertThat(report.check("8e").evidence()).containsEntry("upn", Surroundings.MAILBOX);
        assertThat(report.check("14").evidence()).containsKey("refresh token used");
    }

    @Test
    void aMailboxThatNobodyHasConnectedWantsAPerson() {
        Check failed = ALL.firstFailure(ALL.healthy().store(store), "7");

        assertThat(failed.advice()).asString().contains("MailboxConnector");
        assertThat(ALL.entra.tokenRequestCount()).isZero();
    }

    @Test
    void aRevokedRefreshTokenWantsAPerson() {
        connect();
        ALL.entra.revokeRefreshTokens(Surroundings.MAILBOX);

        Check failed = ALL.firstFailure(ALL.healthy().store(store), "7");

        assertThat(failed.diagnosis())
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo("E46"));
    }

    private void connect() {
        EntraApplication application = EntraApplication.builder()
                .tenantId(ALL.entra.tenantId())
                .clientId(ALL.entra.clientId())
                .credential(EntraCredential.secret(ALL.entra.clientSecret()))
                .loopbackEndpoint(ALL.entra.uri())
                .build();
        MailboxConnector connector = MailboxConnector.builder(application, store)
                .redirectUri(URI.create("https://shop.example/connected"))
                .scopes(SEND)
                .build();
        AuthorizationRequest request = connector.begin(Surroundings.MAILBOX);
        URI callback = ALL.entra.signIn(request.url(), Surroundings.MAILBOX);
        connector.complete(parameters(callback), request.browserValue());
    }

    private static Map<String, String> parameters(URI callback) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : callback.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
