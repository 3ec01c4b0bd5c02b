package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    @Test
    void readsAnApplicationsToken() {
        TokenClaims claims =
                claims("{\"aud\":\"https://outlook.office365.com\",\"tid\":\"t\",\"appid\":\"a\",\"oid\":\"o\","
                        + "\"roles\":[\"SMTP.SendAsApp\",\"IMAP.AccessAsApp\"],\"exp\":1795342000,\"idtyp\":\"app\"}");

        assertThat(claims.audience()).contains("https://outlook.office365.com");
        assertThat(claims.tenantId()).contains("t");
        assertThat(claims.applicationId()).contains("a");
        assertThat(claims.objectId()).contains("o");
        assertThat(claims.roles()).containsExactly("SMTP.SendAsApp", "IMAP.AccessAsApp");
        assertThat(claims.scopes()).isEmpty();
        assertThat(claims.isApplication()).isTrue();
        assertThat(claims.expiresAt()).contains(Instant.ofEpochSecond(1795342000));
    }

    @Test
    void readsAPersonsToken() {
        TokenClaims claims =
                claims("{\"azp\":\"a\",\"scp\":\"SMTP.Send IMAP.AccessAsUser.All\",\"upn\":\"jo@contoso.com\"}");

        assertThat(claims.applicationId()).contains("a");
        assertThat(claims.userPrincipalName()).contains("jo@contoso.com");
        assertThat(claims.scopes()).containsExactly("SMTP.Send", "IMAP.AccessAsUser.All");
        assertThat(claims.isApplication()).isFalse();
    }

    @Test
    void keepsTheClaimsOfAListOnlyAndNothingOfTheTokenItself() {
        TokenClaims claims =
                claims("{\"aud\":\"x\",\"given_name\":\"Jo\",\"ipaddr\":\"203.0.113.7\",\"uti\":\"secretish\"}");

        assertThat(claims.values()).containsOnlyKeys("aud");
        assertThat(claims.toString()).doesNotContain("Jo", "203.0.113.7", "secretish", "c2lnbmF0dXJl");
    }

    @Test
    void stripsWhatWouldMoveTheCursorOfATerminal() {
        assertThat(claims("{\"upn\":\"jo\\u001b[31m\\u202e@contoso.com\"}").userPrincipalName())
                .contains("jo [31m @contoso.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque",
                "EwB4A8l6BAAU",
                "ya29.a0AfH6",
                "a.b",
                "a.b.c",
                "a.!!!.c",
                "a.bnVsbA.c",
                "....",
                "a.e30"
            })
    void whatIsNoJwtSaysNothing(String token) {
        assertThat(TokenClaims.of(token)).isEmpty();
    }

    @Test
    void aTokenBeyondAllBoundsIsNotDecoded() {
        assertThat(TokenClaims.of("a." + "e".repeat(300_000) + ".c")).isEmpty();
    }

    @Test
    void timesThatAreNoneAreLeftOut() {
        assertThat(claims("{\"exp\":\"soon\"}").expiresAt()).isEmpty();
        assertThat(claims("{\"exp\":99999999999999999}").expiresAt()).isEmpty();
    }

    private static TokenClaims claims(String payload) {
        return TokenClaims.of(jwt(payload)).orElseThrow();
    }

    static String jwt(String payload) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + encoder.encodeToString(payload.getBytes(UTF_8)) + ".c2lnbmF0dXJl";
    }
}
