package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.sasl.ServerError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReadingTest {

    private static final String SWITCHED_OFF =
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "535 5.7.3 Authentication unsuccessful",
                "535-5.7.3 Authentication\n535 5.7.3 unsuccessful",
                "smtplib.SMTPAuthenticationError: (535, b'5.7.3 Authentication unsuccessful')",
                "MailKit.Security.AuthenticationException: 535: 5.7.3 Authentication unsuccessful",
                "Invalid login: 535 5.7.3 Authentication unsuccessful",
                "DEBUG SMTP: got response code 535, with response: 535 5.7.3 Authentication unsuccessful"
            })
    void findsAReplyHoweverALibraryWritesIt(String text) {
        assertThat(Symptom.ofText(text).replies()).contains(new Reply(535, "5.7.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 5.7.3 of the library",
                "235 2.7.0 Authentication successful",
                "10.535.7.3",
                "nginx: \"GET / HTTP/1.1\" 200 550 \"-\"",
                "call +49 535 5573",
                "Build 5.7.3 of mail-smtp plugin released",
                "Keycloak 5.1.8 with smtp: IllegalStateException",
                "smtp client of MyApp 4.7.0 crashed",
                "status 503 of the shop; kim logged in with msal",
                "at Foo.bar(Foo.java:535)"
            })
    void aNumberIsNoRefusal(String text) {
        assertThat(Diagnosis.ofText(text).isRecognised()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp: 5.7.3 Authentication unsuccessful",
                "5.7.3 Authentication unsuccessful (smtp)",
                "smtp said '5.7.3 Authentication unsuccessful'",
                "smtp #5.7.3"
            })
    void anEnhancedCodeAloneStandsWhereARepliesBeginningStands(String text) {
        assertThat(Symptom.ofText(text).replies()).contains(new Reply(0, "5.7.3"));
    }

    @Test
    void aReplyOfAnotherServerIsNotExchanges() {
        Facts elsewhere = Facts.builder().server("mail.example.org:587").build();
        Facts alias = Facts.builder().server("localhost:2525").build();

        Map<String, List<String>> replies = Map.of(
                "535 5.7.3 Authentication unsuccessful", List.of("M9", "S1"),
                "550 5.7.1 rejected as spam", List.of("M18", "S35"));
        replies.forEach((reply, ids) -> {
            Symptom symptom = Symptom.ofReply(Place.SMTP, reply, null);
            assertThat(Diagnosis.of(symptom, elsewhere, Catalogue.builtIn()).id())
                    .as(reply)
                    .isEqualTo(ids.get(0));
            assertThat(Diagnosis.of(symptom, alias, Catalogue.builtIn()).id())
                    .as(reply)
                    .isEqualTo(ids.get(1));
        });
        Symptom exchange = Symptom.ofReply(
                Place.SMTP,
                "535 5.7.3 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com"
                        + " 2026-11-22T10:11:12.345Z 08DD0123456789AB]",
                null);
        assertThat(Diagnosis.of(exchange, elsewhere, Catalogue.builtIn()).id()).isEqualTo("S1");
    }

    @Test
    void decodesTheChallengeOfAServer() {
        Symptom symptom = Symptom.ofText(
                "334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==");

        assertThat(symptom.challenges()).containsExactly("401");
        assertThat(symptom.evidence().build().explanation().orElseThrow())
                .isEqualTo("{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}");
    }

    @Test
    void showsNoSecretThatAChallengeHolds() {
        String json = "{\"status\":\"401\",\"access_token\":\"" + TokenClaimsTest.jwt("{\"aud\":\"x\"}")
                + "\",\"client_secret\":\"abcSECRET9\"}";
        String challenge = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        for (Symptom symptom : List.of(
                Symptom.ofText("S: 334 " + challenge),
                Symptom.ofReply(Place.SMTP, "535 5.7.8 no", new ServerError(json)))) {
            assertThat(symptom.challenges()).containsExactly("401");
            assertThat(symptom.evidence().build().explanation().orElseThrow())
                    .isEqualTo("{\"status\":\"401\",\"access_token\":\"[…]\",\"client_secret\":[…]}");
            assertThat(symptom.words()).doesNotContain("abcsecret9");
        }
    }

    @Test
    void thePayloadOfATokenIsNoChallenge() {
        String payload = TokenClaimsTest.jwt("{\"aud\":\"https://graph.microsoft.com\",\"upn\":\"jo@contoso.com\"}")
                .split("\\.", -1)[1];

        assertThat(Symptom.ofText(payload).words()).doesNotContain("jo@contoso.com");
        assertThat(Diagnosis.ofText(payload).report()).doesNotContain("jo@contoso.com");
    }

    @Test
    void findsTheIdsThatMicrosoftAsksFor() {
        Evidence evidence = Diagnosis.ofText("AADSTS7000215: Invalid client secret provided. Trace ID:"
                        + " 11111111-2222-3333-4444-555555555555 Correlation ID: 66666666-7777-8888-9999-000000000000"
                        + " Timestamp: 2026-11-22 10:11:12Z")
                .evidence();

        assertThat(evidence.aadsts()).containsExactly(7000215);
        assertThat(evidence.traceId()).contains("11111111-2222-3333-4444-555555555555");
        assertThat(evidence.correlationId()).contains("66666666-7777-8888-9999-000000000000");
        assertThat(evidence.entries()).containsEntry("timestamp", "2026-11-22 10:11:12Z");
    }

    @Test
    void readsTheBeginningAndTheEndOfWhatIsHuge() {
        String noise = "at com.contoso.Foo.bar(Foo.java:42)\n".repeat(100_000);

        assertThat(Diagnosis.ofText(noise + "Caused by: " + SWITCHED_OFF).id()).isEqualTo("S7");
        assertThat(Diagnosis.ofText(SWITCHED_OFF + "\n" + noise).id()).isEqualTo("S7");
    }

    @Test
    void doesNotCutASecretInTwo() {
        String token = TokenClaimsTest.jwt("{\"aud\":\"" + "x".repeat(600) + "\"}");
        for (int shift = 0; shift <= token.length(); shift += 97) {
            String text = "a ".repeat((TextReading.LONGEST / 2 - shift) / 2) + token + " b".repeat(TextReading.LONGEST);

            assertThat(Symptom.ofText(text).words()).doesNotContain("eyjhd");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void isNotHeldUpByAnything() {
        List<String> pieces = List.of(
                "A",
                "5",
                ".",
                "[",
                "eyJ",
                " ",
                "\n",
                "\"",
                "5.7.",
                "535 ",
                "[A.",
                "AADSTS",
                "sub_error",
                "error=",
                "dXNlcj0",
                "AUTH XOAUTH2 ",
                "Bearer ",
                "a=",
                "\0",
                "trace id",
                "status ",
                "x.",
                "LOGIN ",
                "535-",
                "-ERR",
                "* BYE ",
                "code=");
        for (String piece : pieces) {
            assertThat(Diagnosis.ofText(piece.repeat(TextReading.LONGEST / piece.length())))
                    .isNotNull();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void noiseIsNotRecognised() {
        Random random = new Random(5321);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[4000];
            random.nextBytes(noise);

            Diagnosis diagnosis = Diagnosis.ofText(new String(noise, StandardCharsets.ISO_8859_1));

            assertThat(diagnosis.isRecognised()).as(diagnosis.toString()).isFalse();
        }
    }

    @Test
    void evidenceHoldsNothingThatMovesACursor() {
        Evidence evidence = Diagnosis.ofText("535 5.7.3\u001b[2J\u009b31mAuthentication\u202eunsuccessful")
                .evidence();

        assertThat(evidence.serverReply().orElseThrow()).isEqualTo("535 5.7.3 [2J 31mAuthentication unsuccessful");
    }
}
