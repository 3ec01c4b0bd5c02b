package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuedTokenCheckTest {

    private static final String USER = "user@contoso.com";

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();

    @AfterEach
    void reset() {
        entra.reset();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private boolean accepts(String token) {
        return entra.tokens().accepts("smtp", USER, token);
    }

    private boolean accepts(Map<String, Object> claims) {
        return accepts(entra.issueToken(claims));
    }

    @Test
    void acceptsATokenUntilItEnds() {
        String token = entra.issueToken(Map.of());

        clock.advance(Duration.ofMinutes(59));
        assertThat(accepts(token)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(accepts(token)).isFalse();
    }

    @Test
    void refusesATokenThatHasNotBegun() {
        assertThat(accepts(Map.of("nbf", clock.instant().plusSeconds(1)))).isFalse();
    }

    @Test
    void refusesATokenWithoutAnEnd() {
        assertThat(accepts(Map.of("exp", "never"))).isFalse();
    }

    @Test
    void refusesATokenSignedByAnother() {
        try (FakeEntra other =
                FakeEntra.builder().clock(clock).tenantId(entra.tenantId()).start()) {
            assertThat(accepts(other.issueToken(Map.of()))).isFalse();
        }
    }

    @Test
    void refusesATokenThatWasChanged() {
        String[] parts = entra.issueToken(Map.of("roles", List.of())).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        String changed = claims.replace("\"roles\":[]", "\"roles\":[\"SMTP.SendAsApp\"]");
        assertThat(changed).isNotEqualTo(claims);

        String forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes())
                + "." + parts[2];

        assertThat(accepts(forged)).isFalse();
    }

    @Test
    void refusesATokenSignedWithAnotherAlgorithm() throws Exception {
        JWSObject good = JWSObject.parse(entra.issueToken(Map.of()));
        JWSObject forged = new JWSObject(
                new JWSHeader(JWSAlgorithm.HS256), new Payload(good.getPayload().toString()));
        forged.sign(new MACSigner(new byte[32]));

        assertThat(accepts(forged.serialize())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void refusesWhatIsNoSignedToken(String token) {
        assertThat(accepts(token)).isFalse();
    }

    @Test
    void refusesAnotherIssuer() {
        assertThat(accepts(Map.of("iss", "https://sts.windows.net/" + entra.tenantId() + "/")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://outlook.office365.com, true",
        "https://outlook.office365.com/, true",
        "https://outlook.office.com, true",
        "https://outlook.office.com/, true",
        "https://graph.microsoft.com, false",
        "00000003-0000-0000-c000-000000000000, false",
        "https://outlook.com, false"
    })
    void wantsTheAudienceOfExchange(String audience, boolean accepted) {
        assertThat(accepts(Map.of("aud", audience))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"smtp, SMTP.SendAsApp", "imap, IMAP.AccessAsApp", "pop3, POP.AccessAsApp"})
    void wantsTheApplicationRoleOfTheProtocol(String protocol, String role) {
        String token = entra.issueToken(Map.of("roles", List.of(role)));

        for (String asked : List.of("smtp", "imap", "pop3")) {
            assertThat(entra.tokens().accepts(asked, USER, token)).isEqualTo(asked.equals(protocol));
        }
    }

    @Test
    void refusesAnApplicationWithoutRoles() {
        Map<String, Object> noRoles = new HashMap<>();
        noRoles.put("roles", null);

        assertThat(accepts(noRoles)).isFalse();
    }

    @Test
    void letsAnApplicationIntoTheMailboxesAllowedToIt() {
        String token = entra.issueToken(Map.of());
        assertThat(accepts(token)).isTrue();

        entra.allowMailbox("User@Contoso.com");
        assertThat(accepts(token)).isTrue();
        assertThat(entra.tokens().accepts("smtp", "other@contoso.com", token)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "User@contoso.com, openid SMTP.Send, true",
        "other@contoso.com, SMTP.Send, false",
        "user@contoso.com, IMAP.AccessAsUser.All, false",
        "user@contoso.com, SMTP.SendAsApp, false"
    })
    void letsAPersonIntoTheirOwnMailbox(String upn, String scopes, boolean accepted) {
        assertThat(accepts(Map.of("upn", upn, "scp", scopes))).isEqualTo(accepted);
    }

    @Test
    void refusesARevokedToken() {
        String first = entra.issueToken(Map.of());
        String second = entra.issueToken(Map.of());

        entra.revoke(first);

        assertThat(accepts(first)).isFalse();
        assertThat(accepts(second)).isTrue();
    }

    @Test
    void refusesAllTokensIssuedBeforeAllWereRevoked() {
        String before = entra.issueToken(Map.of());

        entra.revokeAll();

        assertThat(accepts(before)).isFalse();
        assertThat(accepts(entra.issueToken(Map.of()))).isTrue();
    }
}
