package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClaimsTest {

    private static final String CLAIMS =
            "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1767225600\"},\"other\":{\"max\":7}}}";

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private String sentClaims() {
        return mailboxes
                .entra
                .tokenRequests()
                .get(mailboxes.entra.tokenRequestCount() - 1)
                .form()
                .get("claims");
    }

    private static Object json(String text) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(text)) {
            reader.nextToken();
            return reader.readMap(JsonReader::readUntyped);
        }
    }

    @Test
    void sendsThemWholeInTheNameOfTheApplication() throws IOException {
        MsalTokenProvider.clientCredentials(mailboxes.application)
                .withClaims(CLAIMS)
                .getToken(REQUEST);

        assertThat(json(sentClaims())).isEqualTo(json(CLAIMS));
    }

    @Test
    void sendsThemWholeForAMailboxThoughItsRowHoldsAToken() throws IOException {
        AccessToken held = mailboxes.provider().getToken(REQUEST);

        AccessToken challenged = mailboxes.provider().withClaims(CLAIMS).getToken(REQUEST);

        assertThat(challenged).isNotEqualTo(held);
        assertThat(json(sentClaims())).isEqualTo(json(CLAIMS));
    }

    @Test
    void storesTheRefreshTokenThatComesWithThemAndKeepsTheAccessTokenApart() {
        AccessToken held = mailboxes.provider().getToken(REQUEST);
        String before = mailboxes.refreshToken();

        mailboxes.provider().withClaims(CLAIMS).getToken(REQUEST);

        assertThat(mailboxes.refreshToken()).isNotEqualTo(before);
        assertThat(mailboxes.provider().getToken(REQUEST)).isEqualTo(held);
    }

    @Test
    void doNotShareACacheKey() {
        for (MsalTokenProvider provider :
                List.of(mailboxes.provider(), MsalTokenProvider.clientCredentials(mailboxes.application))) {
            assertThat(provider.withClaims(CLAIMS).cacheKey(REQUEST))
                    .isEqualTo(provider.withClaims(CLAIMS).cacheKey(REQUEST))
                    .isNotEqualTo(provider.cacheKey(REQUEST))
                    .isNotEqualTo(provider.withClaims("{}").cacheKey(REQUEST));
        }
    }

    @Test
    void areAnsweredOnceByACacheOfTheirOwn() {
        try (CachingTokenProvider cache =
                CachingTokenProvider.of(mailboxes.provider().withClaims(CLAIMS))) {
            assertThat(cache.getToken(REQUEST)).isEqualTo(cache.getToken(REQUEST));
        }
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void capabilitiesAreToldWithEveryRequestAndClaimsBesideThem() {
        EntraApplication capable =
                Applications.of(mailboxes.entra).clientCapabilities("cp1").build();
        MsalTokenProvider delegated = MsalTokenProvider.delegated(
                capable, TokenCacheStore.unencrypted(mailboxes.store), mailboxes.clock, mailboxes.pauses::add);
        mailboxes.clock.advance(Duration.ofMinutes(50));

        delegated.getToken(REQUEST);
        assertThat(sentClaims()).isEqualTo("{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}");

        delegated.withClaims(CLAIMS).getToken(REQUEST);
        assertThat(sentClaims()).contains("xms_cc", "cp1", "1767225600", "\"max\":7");

        MsalTokenProvider.clientCredentials(capable).getToken(REQUEST);
        assertThat(sentClaims()).contains("cp1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "[]", "{", "{}{}", "nbf", "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="})
    void mustBeAJsonObject(String claims) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mailboxes.provider().withClaims(claims))
                .withMessageContaining("claimsJson")
                .withMessageContaining("JSON object of the claims challenge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cp 1", "cp1\n", "{\"cp1\"}"})
    void capabilitiesMustBeWords(String capability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Applications.of(mailboxes.entra)
                        .clientCapabilities("cp1", capability)
                        .build())
                .withMessageContaining("clientCapabilities")
                .withMessageContaining("cp1");
    }
}
