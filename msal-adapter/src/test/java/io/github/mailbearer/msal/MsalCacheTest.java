package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsalCacheTest {

    private static final String BLOB = """
            {"AccessToken":{"a":{"home_account_id":"ana.t","client_id":"c","secret":"access-ana"}},
             "RefreshToken":{
               "x":{"home_account_id":"ana.t","client_id":"other","secret":"refresh-ana-elsewhere"},
               "r":{"home_account_id":"ana.t","client_id":"C","secret":"refresh-ana"},
               "s":{"home_account_id":"bob.t","client_id":"c","secret":"refresh-bob"}},
             "IdToken":{"i":{"home_account_id":"bob.t","client_id":"c","secret":"id-bob"}},
             "Account":{
               "p":{"home_account_id":"ana.t","environment":"login.windows.net","username":"ana@contoso.com","realm":"t"},
               "q":{"home_account_id":"bob.t"}},
             "AppMetadata":{"m":{"client_id":"c","family_id":"1"}}}
            """;

    @Test
    void namesTheAccounts() {
        assertThat(MsalCache.of(BLOB).accounts())
                .containsExactly(
                        new MsalCache.CachedAccount("ana.t", "login.windows.net", "ana@contoso.com", "t"),
                        new MsalCache.CachedAccount("bob.t", "", "", ""));
    }

    @Test
    void keepsOneAccountOfOneApplicationWithoutAccessTokens() {
        String anas = MsalCache.of(BLOB).only("ana.t", "c").serialized();

        assertThat(anas).contains("refresh-ana", "ana@contoso.com");
        assertThat(anas).doesNotContain("bob", "access-", "elsewhere", "family");
        assertThat(MsalCache.of(anas).refreshToken()).contains("refresh-ana");
        assertThat(MsalCache.of(anas).only("bob.t", "c").refreshToken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"secret-text\"", "{\"RefreshToken\":secret-text}"})
    void refusesWhatIsNoCacheWithoutShowingIt(String blob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalCache.of(blob))
                .withMessageNotContaining("secret-text")
                .withNoCause();
    }

    @Test
    void isNotShown() {
        assertThat(MsalCache.of(BLOB)).hasToString("MsalCache[2 accounts]");
    }
}
