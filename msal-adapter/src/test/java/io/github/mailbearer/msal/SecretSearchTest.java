package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {

    private static final String SECRET = "aB8~Q.x+y&z%1_kL-mN?pQ/rS>tU";
    private final SecretSearch search = SecretSearch.of(SECRET);

    @Test
    void findsTheSecretAsItIs() {
        assertThat(search.in("client_secret=" + SECRET + "&grant_type=x")).contains("raw");
    }

    @Test
    void findsItPercentEncodedInEitherCaseOfHex() {
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(search.in("client_secret=" + encoded)).contains("form-encoded");
        assertThat(search.in("https://host/?s=" + encoded.replace("%7E", "~"))).contains("percent-encoded");
        assertThat(search.in(encoded.replace("%2B", "%2b")
                        .replace("%7E", "%7e")
                        .replace("%3F", "%3f")
                        .replace("%2F", "%2f")
                        .replace("%3E", "%3e")))
                .contains("form-encoded, lower-case hex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "user=x\u0001auth=Bearer "})
    void findsItInBase64AtWhateverAlignment(String before) {
        byte[] message = (before + SECRET + "\u0001\u0001").getBytes(StandardCharsets.UTF_8);
        int alignment = before.length() % 3;

        assertThat(search.in("AUTH XOAUTH2 " + Base64.getEncoder().encodeToString(message)))
                .contains("base64 at alignment " + alignment);
        assertThat(search.in("." + Base64.getUrlEncoder().withoutPadding().encodeToString(message)))
                .contains("base64url at alignment " + alignment);
    }

    @Test
    void findsAPieceOfIt() {
        assertThat(search.in("Unexpected end of input at \"" + SECRET.substring(3, 24)))
                .containsExactly("a piece of 20 characters");
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(search.in(SECRET.toUpperCase(Locale.ROOT) + SECRET.substring(0, 19)))
                .isEmpty();
    }
}
