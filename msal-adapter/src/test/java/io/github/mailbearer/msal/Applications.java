package io.github.mailbearer.msal;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.FakeEntra;
import java.time.Duration;

/** The application that a fake Entra knows, as its owner would describe it. */
final class Applications {

    static final TokenRequest REQUEST = TokenRequest.of("noreply@contoso.com");

    private Applications() {}

    static EntraApplication.Builder of(FakeEntra entra) {
        return EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .requestTimeout(Duration.ofSeconds(10))
                .loopbackEndpoint(entra.uri());
    }

    static MsalTokenProvider provider(FakeEntra entra) {
        return MsalTokenProvider.clientCredentials(of(entra).build());
    }
}
