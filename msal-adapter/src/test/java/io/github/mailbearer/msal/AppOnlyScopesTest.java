package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppOnlyScopesTest {

    private static final String DEFAULT = "https://outlook.office365.com/.default";
    private static final String OTHER = "https://outlook.office.com/.default";

    private final AppOnlyScopes scopes = new AppOnlyScopes(application(EntraCloud.WORLDWIDE));

    private static EntraApplication application(EntraCloud cloud) {
        return EntraApplication.builder()
                .cloud(cloud)
                .tenantId("contoso.com")
                .clientId("5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11")
                .credential(EntraCredential.secret("Zx8Q~secret"))
                .build();
    }

    private static TokenRequest request(String... scopes) {
        return TokenRequest.of("noreply@contoso.com", scopes);
    }

    @ParameterizedTest
    @CsvSource({
        "WORLDWIDE, https://outlook.office365.com/.default",
        "US_GOVERNMENT, https://outlook.office365.us/.default",
        "CHINA, https://partner.outlook.cn/.default"
    })
    void asksForTheMailOfItsCloudByDefault(EntraCloud cloud, String scope) {
        assertThat(new AppOnlyScopes(application(cloud)).of(request())).containsExactly(scope);
    }

    @Test
    void asksForTheOneResourceNamed() {
        assertThat(scopes.of(request(OTHER))).containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://outlook.office.com/SMTP.Send",
                "https://outlook.office365.com/.default offline_access",
                "https://outlook.office365.com/.default https://graph.microsoft.com/.default",
                "https://outlook.office365.com/.Default",
                ".default",
                "/.default"
            })
    void refusesAnyOtherScope(String wanted) {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> scopes.of(request(wanted.split(" "))))
                .withMessageContaining("\"" + wanted + "\"")
                .withMessageContaining("write \"" + DEFAULT + "\", or no scope at all");
    }

    @Test
    void mailboxesShareOneKey() {
        Object key = scopes.cacheKey(request());

        assertThat(scopes.cacheKey(TokenRequest.of("other@contoso.com"))).isSameAs(key);
        assertThat(scopes.cacheKey(TokenRequest.of("other@contoso.com", DEFAULT)))
                .isSameAs(key);
    }

    @Test
    void resourcesHaveKeysOfTheirOwn() {
        Object key = scopes.cacheKey(request(OTHER));

        assertThat(key)
                .isEqualTo(scopes.cacheKey(TokenRequest.of("other@contoso.com", OTHER)))
                .hasSameHashCodeAs(scopes.cacheKey(TokenRequest.of("other@contoso.com", OTHER)))
                .isNotEqualTo(scopes.cacheKey(request()));
    }

    @Test
    void applicationsNeverShareAKey() {
        AppOnlyScopes others = new AppOnlyScopes(application(EntraCloud.WORLDWIDE));

        assertThat(others.cacheKey(request())).isNotEqualTo(scopes.cacheKey(request()));
        assertThat(others.cacheKey(request(OTHER))).isNotEqualTo(scopes.cacheKey(request(OTHER)));
    }
}
