package io.github.mailbearer.doctor;

import io.github.mailbearer.msal.AuthorizationRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.testkit.FakeEntra;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person does who connects a mailbox. */
public final class Connection {

    private static final String SEND = "https://outlook.office.com/SMTP.Send";

    private Connection() {}

    /** Signs in as the mailbox's owner and keeps the refresh token in a store. */
    public static void of(String mailbox, FakeEntra entra, TokenCacheStore store) {
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build();
        MailboxConnector connector = MailboxConnector.builder(application, store)
                .redirectUri(URI.create("https://shop.example/connected"))
                .scopes(SEND)
                .build();
        AuthorizationRequest request = connector.begin(mailbox);
        URI callback = entra.signIn(request.url(), mailbox);
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
