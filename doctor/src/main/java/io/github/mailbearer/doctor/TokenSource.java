package io.github.mailbearer.doctor;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Where the tokens come from: the way that the application takes, without a cache. */
final class TokenSource {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final SetUp setUp;

    TokenSource(SetUp setUp) {
        this.setUp = setUp;
    }

    TokenProvider provider() {
        DoctorSettings settings = setUp.settings();
        if (settings.tokens != null) {
            return settings.tokens;
        }
        EntraApplication application = application().orElseThrow();
        return settings.store == null
                ? MsalTokenProvider.clientCredentials(application)
                : MsalTokenProvider.delegated(application, settings.store);
    }

    TokenRequest request() {
        return TokenRequest.of(setUp.account(), setUp.scopes().toArray(String[]::new));
    }

    /**
     * The application, unless tokens come from somewhere else.
     *
     * @throws IllegalArgumentException if an id or the secret is not what it should be
     */
    Optional<EntraApplication> application() {
        DoctorSettings settings = setUp.settings();
        if (!settings.asksEntra()) {
            return Optional.empty();
        }
        EntraApplication.Builder application = EntraApplication.builder()
                .tenantId(Objects.requireNonNullElse(settings.tenantId, ""))
                .clientId(Objects.requireNonNullElse(settings.clientId, ""))
                .credential(credential(settings))
                .requestTimeout(setUp.patience().compareTo(SHORTEST) < 0 ? SHORTEST : setUp.patience());
        setUp.cloud().ifPresent(application::cloud);
        if (settings.http != null) {
            application.http(settings.http);
        }
        if (settings.loopbackEndpoint != null) {
            application.loopbackEndpoint(settings.loopbackEndpoint);
        }
        return Optional.of(application.build());
    }

    private static EntraCredential credential(DoctorSettings settings) {
        if (settings.clientSecret != null) {
            return EntraCredential.secret(settings.clientSecret);
        }
        return settings.credential != null ? settings.credential : EntraCredential.publicClient();
    }
}
