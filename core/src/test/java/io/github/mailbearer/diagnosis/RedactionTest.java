package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.SecretSearch;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RedactionTest {

    private static final SecretSamples SAMPLES = new SecretSamples();
    private static final Map<String, String> BY_FORM = SAMPLES.byForm();
    private static final Map<String, String> ALL = all();

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(BY_FORM);
        all.putAll(SAMPLES.byPlace());
        return all;
    }

    /** Where secrets of any form stand: %s is the secret, %f as forms encode it. */
    static List<String> places() {
        return List.of(
                "access_token=%f&token_type=Bearer&expires_in=3599",
                "grant_type=refresh_token&refresh_token=%f&client_id=5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11",
                "client_id=5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11&client_secret=%f&scope=a",
                "client_assertion_type=urn%%3Aietf&client_assertion=%f",
                "grant_type=password&username=kim%%40contoso.com&password=%f",
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3599}",
                "{\"token_type\":\"Bearer\", \"refresh_token\" : \"%s\" , \"id_token\":\"x\"}",
                "body: \"{\\\"client_secret\\\":\\\"%s\\\",\\\"scope\\\":\\\"x\\\"}\"",
                "{'access_token': '%s', 'expires_in': 3599}",
                "mail.smtp.password=%s",
                "mail.smtp.password = %s\nmail.smtp.user=noreply@contoso.com",
                "spring.mail.password: %s",
                "export AZURE_CLIENT_SECRET='%s'",
                "AZURE_CLIENT_SECRET=%s java -jar app.jar",
                "props.put(\"mail.smtp.password\", \"%s\");",
                "props.setProperty(\"mail.imap.password\",\"%s\");",
                "EntraCredential.secret(\"%s\")",
                "auth: { type: 'OAuth2', user: 'kim@contoso.com', accessToken: '%s' }",
                "auth: { user: 'kim@contoso.com', pass: '%s' }",
                "{user=kim@contoso.com, password=%s, port=587}",
                "AuthenticationResult(accessToken=%s, expiresOn=1795345)",
                "<property name=\"mail.smtp.password\" value=\"%s\"/>",
                "<clientSecret>%s</clientSecret>",
                "curl -u 5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11:%s https://login.microsoftonline.com/",
                "curl --user 'kim@contoso.com:%s' smtp://smtp.office365.com",
                "curl -d \"client_secret=%s\" -d scope=x https://login.microsoftonline.com/",
                "curl -X POST --data-urlencode 'client_secret=%s' https://login.microsoftonline.com/",
                "swaks --auth-user kim@contoso.com --auth-password %s --server smtp.office365.com",
                "client secret: %s",
                "Client Secret Value: %s",
                "DEBUG A1 LOGIN kim@contoso.com %s",
                "a001 LOGIN \"kim@contoso.com\" \"%s\"",
                "C: PASS %s",
                "PASS %s",
                "https://kim:%f@proxy.contoso.com:8080/");
    }

    /** Where tokens stand. */
    static List<String> tokenPlaces() {
        return List.of(
                "Authorization: Bearer %s",
                "authorization=[Bearer %s]",
                "\"Authorization\": \"Bearer %s\",",
                "-H 'Authorization: Bearer %s'",
                "user=kim@contoso.com\u0001auth=Bearer %s\u0001\u0001",
                "user=kim@contoso.com^Aauth=Bearer %s^A^A");
    }

    /** Traces in which the messages of mechanisms stand: %x XOAUTH2, %o and %O OAUTHBEARER, %p PLAIN, %b the secret in base64. */
    static List<String> traces() {
        return List.of(
                "DEBUG SMTP: AUTH XOAUTH2 %x",
                "C: AUTH XOAUTH2\nS: 334 \nC: %x\nS: 535 5.7.3 Authentication unsuccessful",
                "AUTH XOAUTH2\n334 \n%x\n535 5.7.3 Authentication unsuccessful",
                "send: 'AUTH XOAUTH2 %x\\r\\n'\nreply: b'535 5.7.3 Authentication unsuccessful\\r\\n'",
                "A1 AUTHENTICATE XOAUTH2 %x\nA1 NO AUTHENTICATE failed.",
                "A1 AUTHENTICATE XOAUTH2\n+\n%x\nA1 NO AUTHENTICATE failed.",
                "A1 AUTHENTICATE XOAUTH2\r\n+ \r\n%x\r\nA1 NO AUTHENTICATE failed.",
                "C: AUTH XOAUTH2\r\nS: + \r\nC: %x\r\nS: -ERR Authentication failure: unknown user name or bad password.",
                "2026-11-22 10:11:12 DEBUG pop3: AUTH XOAUTH2 %x",
                "a1 AUTHENTICATE OAUTHBEARER %o",
                "AUTH OAUTHBEARER\n334 \n%o\n334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=",
                "AUTH OAUTHBEARER %O",
                "AUTH PLAIN %p",
                "auth plain %p",
                "C: AUTH PLAIN\nS: 334\nC: %p\nS: 535 5.7.3 Authentication unsuccessful",
                "AUTH LOGIN\n334 VXNlcm5hbWU6\na2ltQGNvbnRvc28uY29t\n334 UGFzc3dvcmQ6\n%b\n535 5.7.3 Authentication unsuccessful",
                ">>> AUTH LOGIN\n<<< 334 UGFzc3dvcmQ6\n>>> %b",
                "A2 AUTHENTICATE PLAIN\n+ \n%p");
    }

    @ParameterizedTest
    @MethodSource("places")
    void takesSecretsOutOfEverywhere(String place) {
        ALL.forEach((name, secret) -> {
            assertGone(name, secret, filled(place, secret));
        });
    }

    @ParameterizedTest
    @MethodSource("tokenPlaces")
    void takesTokensOut(String place) {
        ALL.forEach((name, secret) -> {
            if (!name.equals("password") && !name.equals("old client secret")) {
                assertGone(name, secret, filled(place, secret));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("traces")
    void takesMessagesOfMechanismsOut(String trace) {
        ALL.forEach((name, secret) -> assertGone(name, secret, filled(trace, secret)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "got %s.",
                "%s",
                "x\n%s\ny",
                "\"%s\"",
                "token\\n%s\\n",
                "a=%%3D%s",
                "(%s)",
                "[%s]",
                "token %s rejected"
            })
    void takesOutWhatShowsByItsForm(String place) {
        BY_FORM.forEach((name, secret) -> assertGone(name, secret, filled(place, secret)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n> ", "\n    ", "\\\n"})
    void takesOutTokensThatAreWrapped(String lineBreak) {
        for (int width : List.of(60, 76, 120)) {
            assertWrappedIsGone(BY_FORM.get(SecretSamples.JWT), width, lineBreak);
            assertWrappedIsGone(BY_FORM.get("Outlook.com access token"), width, lineBreak);
            assertWrappedIsGone(xoauth2(BY_FORM.get(SecretSamples.JWT)), width, lineBreak);
        }
    }

    private static void assertWrappedIsGone(String secret, int width, String lineBreak) {
        StringBuilder wrapped = new StringBuilder();
        for (int at = 0; at < secret.length(); at += width) {
            wrapped.append(at == 0 ? "" : lineBreak).append(secret, at, Math.min(at + width, secret.length()));
        }
        String redacted = Redaction.of("the token:\n" + wrapped + "\n535 5.7.3 Authentication unsuccessful\nQUIT");

        assertThat(SecretSearch.of(secret).in(redacted)).isEmpty();
        assertThat(redacted).contains("\n535 5.7.3 Authentication unsuccessful\nQUIT");
    }

    @Test
    void takesKeysOut() {
        String key = "-----BEGIN " + "PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(20);
        assertThat(Redaction.of("a " + key + "-----END PRIVATE KEY----- b")).isEqualTo("a […] b");
        assertThat(Redaction.of("\"private_key\": \"" + key.replace("\n", "\\n") + "\""))
                .doesNotContain("MIIE");
        assertThat(Redaction.of("cut off: " + key)).isEqualTo("cut off: […]");
    }

    @Test
    void takesCookiesOut() {
        assertThat(Redaction.of("Set-Cookie: ESTSAUTH=abcdef; path=/\nDate: now"))
                .isEqualTo("Set-Cookie: […]\nDate: now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "535 5.7.3 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com"
                        + " 2026-11-22T10:11:12.345Z 08DD0123456789AB]",
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit"
                        + " https://aka.ms/smtp_auth_disabled for more information.",
                "535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8 "
                        + " https://support.google.com/mail/?p=BadCredentials",
                "334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==",
                "+ eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==",
                "S: 334 eyJzdGF0dXMiOiI0MDAifQ==\nC: \nS: 535-5.7.8 Username and Password not accepted",
                "jakarta.mail.AuthenticationFailedException: 334 eyJzdGF0dXMiOiI0MDEifQ==\n\tat org.eclipse.angus.mail.smtp.SMTPTransport",
                "A1 NO LOGIN failed.",
                "A3 NO AUTHENTICATE failed.",
                "A5 BAD User is authenticated but not connected.",
                "* BYE Session invalidated - AccessTokenExpired",
                "-ERR Authentication failure: unknown user name or bad password.",
                "-ERR Logon failure: unknown user name or bad password.",
                "250-AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH",
                "250-AUTH LOGIN XOAUTH2\n250-8BITMIME",
                "250-AUTH XOAUTH2 OAUTHBEARER\n250 STARTTLS",
                "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS LOGINDISABLED",
                "SASL PLAIN XOAUTH2",
                "DEBUG SMTP: AUTH XOAUTH2 failed",
                "AUTH XOAUTH2 exchange was cancelled",
                "No authentication mechanisms supported by both server and client",
                "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client"
                        + " secret value, not the client secret ID, for a secret added to app"
                        + " '5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11'. Trace ID: 0c1a2b3c-54a6-4d0e-9d27-6a2b1d6f2c11"
                        + " Correlation ID: 1c1a2b3c-54a6-4d0e-9d27-6a2b1d6f2c11 Timestamp: 2026-11-22 10:11:12Z",
                "{\"error\":\"invalid_client\",\"error_codes\":[7000215],\"timestamp\":\"2026-11-22 10:11:12Z\","
                        + "\"trace_id\":\"0c1a2b3c-54a6-4d0e-9d27-6a2b1d6f2c11\","
                        + "\"error_uri\":\"https://login.microsoftonline.com/error?code=7000215\"}",
                "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Access token has expired.\"}}",
                "{\"code\":\"ErrorAccessDenied\"}",
                "status code: 401",
                "error code: 0x80070005",
                "WWW-Authenticate: Bearer authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"",
                "\"token_type\":\"Bearer\",\"expires_in\":3599",
                "HTTP/1.1 401 Unauthorized",
                "550 5.7.30 Basic authentication is not supported for Client Submission.",
                "scope=https%3A%2F%2Foutlook.office365.com%2F.default&grant_type=client_credentials&tenant=contoso.com",
                "https://login.microsoftonline.com/9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b/oauth2/v2.0/token",
                "mailbearer.entra.client-secret-file=/run/secrets/mail",
                "mail.smtp.user=noreply@contoso.com\nmail.smtp.auth.mechanisms=XOAUTH2",
                "Caused by: com.microsoft.aad.msal4j.MsalServiceException: AADSTS700016: Application with identifier"
                        + " '5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11' was not found in the directory 'Contoso'.",
                "\tat com.sun.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:965)",
                "430 4.2.0 STOREDRV; mailbox logon failure; failure type:MBX-STOREDRV;"
                        + " ConnectionFailedTransientException; [SVXPR0102.prod.outlook.com]",
                "token: AuthenticationFailedException",
                "the bearer authentication scheme",
                "Bearer authentication of clients",
                "jakarta.mail.AuthenticationFailedException: failed to connect, no password specified?",
                "login using oauth2 failed",
                "smtp.office365.com:587 connected, user kim@contoso.com"
            })
    void leavesWhatADiagnosisNeeds(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void changesNothingASecondTime() {
        places().forEach(place -> ALL.values().forEach(secret -> {
            String once = Redaction.of(filled(place, secret));
            assertThat(Redaction.of(once)).isEqualTo(once);
        }));
    }

    @Test
    void keepsTheNameOfASecret() {
        assertThat(Redaction.of("client_id=a&client_secret=abcdefgh&scope=b"))
                .isEqualTo("client_id=a&client_secret=[…]&scope=b");
        assertThat(Redaction.of("C: AUTH XOAUTH2 dXNlcj1raW1AY29udG9zby5jb20BYXV0aD1CZWFyZXIg\nS: 535 5.7.3 no"))
                .isEqualTo("C: AUTH XOAUTH2 […]\nS: 535 5.7.3 no");
    }

    /** A hundred thousand characters of what a pattern begins with, again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJhbGciOiJub25lIn0.",
                "\\neyJhbGciOiJu",
                "%3DeyJhbGciOiJu",
                "A",
                "=",
                "\\\"",
                "\"",
                "'",
                "\n",
                "\n+\n",
                "\n334 A\n",
                "password",
                "password=",
                "password=\"",
                "password=\\\"",
                "secret ",
                "code=",
                "code=1",
                "token=A",
                "AUTH ",
                "AUTH PLAIN ",
                "A1 LOGIN ",
                "A1 LOGIN \"",
                "1",
                "a.",
                "~",
                "aaa8Q~",
                "EwB",
                "dXNlcj1",
                "-u a",
                " -u ",
                "a://a:",
                "://",
                "-----BEGIN " + "PRIVATE KEY-----",
                "<secret>",
                "name=\"secret\" ",
                "cookie:",
                "Bearer ",
                "Authorization: ",
                "PASS ",
                " ",
                "\u0000",
                "client_",
                "1//",
                "M.C5_",
                "1.A",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "eyJhbGciOiJub25lIn0aaaaaaaaaa\n"
            })
    void takesLinearTime(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        long start = System.nanoTime();

        Redaction.of(text);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static void assertGone(String name, String secret, String text) {
        String redacted = Redaction.of(text);
        assertThat(SecretSearch.of(secret).in(redacted))
                .as("%s in %s", name, redacted)
                .isEmpty();
        assertThat(redacted).contains("[…]");
    }

    private static String filled(String place, String secret) {
        Map<String, UnaryOperator<String>> forms = Map.of(
                "%s", UnaryOperator.identity(),
                "%f", value -> URLEncoder.encode(value, UTF_8),
                "%x", RedactionTest::xoauth2,
                "%o",
                        value -> base64("n,a=kim@contoso.com,\u0001host=h\u0001port=993\u0001auth=Bearer " + value
                                + "\u0001\u0001"),
                "%O", value -> base64("n,,\u0001auth=Bearer " + value + "\u0001\u0001"),
                "%p", value -> base64("\0kim@contoso.com\0" + value),
                "%b", RedactionTest::base64);
        String filled = place.replace("%%", "\uffff");
        for (Map.Entry<String, UnaryOperator<String>> form : forms.entrySet()) {
            filled = filled.replace(form.getKey(), form.getValue().apply(secret));
        }
        return filled.replace("\uffff", "%");
    }

    private static String xoauth2(String token) {
        return base64("user=kim@contoso.com\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
