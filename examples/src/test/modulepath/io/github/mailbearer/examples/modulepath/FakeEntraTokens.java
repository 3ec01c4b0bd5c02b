package io.github.mailbearer.examples.modulepath;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.FakeEntra;
import java.util.Set;
import java.util.function.Function;

/** Tokens of a fake Entra, for Sessions that name it in their properties. */
public final class FakeEntraTokens implements TokenProviderFactory {

    static volatile FakeEntra entra;

    static TokenProvider tokens(FakeEntra entra) {
        return MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build());
    }

    @Override
    public String name() {
        return "fake-entra";
    }

    @Override
    public Set<String> properties() {
        return Set.of();
    }

    @Override
    public TokenProvider create(Function<String, String> settings) {
        return tokens(entra);
    }
}
