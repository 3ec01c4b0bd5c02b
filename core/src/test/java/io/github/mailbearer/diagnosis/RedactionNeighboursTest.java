package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RedactionNeighboursTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A2 LOGIN joe {13}\n+ Ready for more.\n%s\nA2 NO LOGIN failed.",
                "A2 LOGIN joe {13+}\n%s\nA2 NO LOGIN failed.",
                "A2 LOGIN {3}\r\n+ OK\r\njoe {13}\r\n+ OK\r\n%s\r\nA2 NO LOGIN failed.",
                "C: A2 LOGIN \"joe\" {13}\nS: + go ahead\nC: %s\nS: A2 NO LOGIN failed.",
                "Bearer AbCdEfGh.%sUvWxYz012345",
                "auth=Bearer AbC1EfGhIjKlMn0p!%s",
                "auth=Bearer %s",
                "user=joe@contoso.com\u0001auth=Bearer %s\u0001\u0001",
                "DEBUG jakarta.mail - 334 UGFzc3dvcmQ6\nDEBUG jakarta.mail - %s\nDEBUG jakarta.mail - 535 5.7.3 no",
                "10:00:00.123 [main] DEBUG mail - A1 AUTHENTICATE PLAIN\n10:00:00.124 [main] DEBUG mail - +\n"
                        + "10:00:00.125 [main] DEBUG mail - %s",
                "sent 'PASS %s'",
                "b'PASS %s\\r\\n'",
                "PASS two %s",
                "spring:\n  mail:\n    password: |\n      %s\n    port: 587",
                "client-secret: >-\n  %s\n",
                "ya29.a0AfH6SMBx\n  %s",
                "GET /callback?code=%s&state=abc",
                "mysql -p%s -u root"
            })
    void takesOutWhatShowsByItsNeighbours(String place) {
        String secret = "HunterXsecreQWxyz";

        assertThat(Redaction.of(String.format(place, secret))).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access token: request failed with AADSTS7000215 invalid",
                "Refresh token: error invalid_grant AADSTS700082 expired",
                "Client secret: expired (AADSTS7000222)",
                "OAuth token: 535 5.7.3 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com"
                        + " 2026-11-22T10:11:12.345Z 08DD0123456789AB]",
                "password: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
                "refresh token: invalid_grant",
                "access_token: the request was refused with invalid_client",
                "DEBUG jakarta.mail - 334 \nDEBUG jakarta.mail - 535 5.7.3 no",
                "ssh -p2222 mail.contoso.com",
                "mkdir -parents",
                "Bearer authentication. Then more",
                "the token is a Bearer. Nothing else",
                "?code=invalid_request&state=abc"
            })
    void leavesWhatStandsWhereASecretMight(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN {3}\n",
                "LOGIN a ",
                "A1 LOGIN {3}\n+ \n",
                "password: |\n a\n",
                "mysql ",
                "auth=Bearer ",
                "secret: the "
            })
    void isNotHeldUpByNeighbours(String piece) {
        assertThat(Redaction.of(piece.repeat(100_000 / piece.length()))).isNotNull();
    }
}
