package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.base64;
import static io.github.mailbearer.testkit.WireClient.oauthBearer;
import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAUTHBEARER (RFC 7628) in each protocol. */
@Timeout(20)
class OAuthBearerTest {

    private static final TokenCheck GOOD =
            (protocol, user, token) -> user.equals("a=b,c@contoso.com") && token.equals("good");
    private static final String RESPONSE = oauthBearer("a=3Db=2Cc@contoso.com", "good");
    private static final String BAD = oauthBearer("me@contoso.com", "bad");

    private static FakeMailServer start(FakeMailServer.Builder server) {
        return server.security(Security.CLEARTEXT).tokens(GOOD).start().mechanisms("OAUTHBEARER", "XOAUTH2");
    }

    /** Each protocol: its server, how it asks for capabilities and for AUTH, and how it answers. */
    static Stream<Arguments> protocols() {
        return Stream.of(
                Arguments.of(FakeMailServer.smtp(), "EHLO client", "AUTH", "334 ", "235 ", "535 5.7.3 ", "501 "),
                Arguments.of(FakeMailServer.imap(), "t CAPABILITY", "t AUTHENTICATE", "+ ", "t OK ", "t NO ", "t BAD "),
                Arguments.of(FakeMailServer.pop3(), "CAPA", "AUTH", "+ ", "+OK ", "-ERR Auth", "-ERR Malformed"));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void letsIn(FakeMailServer.Builder builder, String capabilities, String auth, String go, String yes)
            throws Exception {
        try (FakeMailServer server = start(builder);
                WireClient client = WireClient.greeted(server)) {
            client.capabilities(capabilities);
            assertThat(server.transcript()).anyMatch(line -> line.contains("OAUTHBEARER"));
            assertThat(client.ask(auth + " OAUTHBEARER")).isEqualTo(go);
            assertThat(client.ask(RESPONSE)).startsWith(yes);
            assertThat(server.counts()).hasToString("1/1/0");
            assertThat(server.signIns())
                    .containsExactly(new SignIn(
                            "OAUTHBEARER",
                            "a=b,c@contoso.com",
                            Optional.of("mail.contoso.com"),
                            OptionalInt.of(993),
                            true));
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void refusesWithTheChallengeOfTheRfc(
            FakeMailServer.Builder builder, String capabilities, String auth, String go, String yes, String no)
            throws Exception {
        try (FakeMailServer server = start(builder).refuseBy(Refusal.CHALLENGE);
                WireClient client = WireClient.greeted(server)) {
            client.capabilities(capabilities);
            assertThat(client.ask(auth + " OAUTHBEARER " + BAD))
                    .isEqualTo(go
                            + base64("{\"status\":\"invalid_token\",\"scope\":\"mail\",\"openid-configuration\":"
                                    + "\"https://testkit.mailbearer.invalid/.well-known/openid-configuration\"}"));
            assertThat(client.ask("AQ==")).startsWith(no);
            assertThat(server.challengeAnswers()).containsExactly("AQ==");
            assertThat(client.ask(auth + " XOAUTH2 " + xoauth2("me@contoso.com", "bad")))
                    .startsWith(go + base64("{\"status\":\"400\"").substring(0, 18));
            client.ask("");
            assertThat(server.signIns())
                    .extracting(SignIn::mechanism, SignIn::user, SignIn::host, SignIn::accepted)
                    .containsExactly(
                            tuple("OAUTHBEARER", "me@contoso.com", Optional.of("mail.contoso.com"), false),
                            tuple("XOAUTH2", "me@contoso.com", Optional.empty(), false));
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void refusesAMalformedResponse(
            FakeMailServer.Builder builder,
            String capabilities,
            String auth,
            String go,
            String yes,
            String no,
            String malformed)
            throws Exception {
        try (FakeMailServer server = start(builder);
                WireClient client = WireClient.greeted(server)) {
            client.capabilities(capabilities);
            assertThat(client.ask(auth + " OAUTHBEARER " + oauthBearer("a=b@contoso.com", "good")))
                    .startsWith(malformed);
            assertThat(server.counts()).hasToString("1/1/1");
            assertThat(server.signIns()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,a=me,\1auth=Bearer good\1\1",
                "n,a=me,\1host=h\1port=65535\1auth=Bearer good\1\1",
                "n,a=me,\1auth=Bearer good\1port=1\1host=h\1unknown=x y\1\1"
            })
    void readsEveryRightForm(String message) {
        assertThat(MailCredential.parse("OAUTHBEARER", base64(message)))
                .hasValueSatisfying(credential -> assertThat(credential)
                        .extracting(MailCredential::user, MailCredential::token)
                        .containsExactly("me", "good"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\1",
                "user=me\1auth=Bearer good\1\1",
                "n,,\1auth=Bearer good\1\1",
                "n,a=,\1auth=Bearer good\1\1",
                "n,a=me\1auth=Bearer good\1\1",
                "y,a=me,\1auth=Bearer good\1\1",
                "n,a=m=e,\1auth=Bearer good\1\1",
                "n,a=m=2ce,\1auth=Bearer good\1\1",
                "n,a=m,e,\1auth=Bearer good\1\1",
                "n,a=me,\1auth=Bearer good\1",
                "n,a=me,\1auth=Bearer good\1\1\1",
                "n,a=me,auth=Bearer good\1\1",
                "n,a=me,\1auth=bearer good\1\1",
                "n,a=me,\1auth=Bearer go od\1\1",
                "n,a=me,\1auth=Bearer \1\1",
                "n,a=me,\1host=h\1port=1\1\1",
                "n,a=me,\1port=0\1auth=Bearer good\1\1",
                "n,a=me,\1port=65536\1auth=Bearer good\1\1",
                "n,a=me,\1port=\1auth=Bearer good\1\1",
                "n,a=me,\1auth=Bearer good\1auth=Bearer good\1\1",
                "n,a=me\377,\1auth=Bearer good\1\1"
            })
    void readsNoOtherForm(String message) {
        assertThat(MailCredential.parse("OAUTHBEARER", base64(message))).isEmpty();
    }

    @Test
    void isNotOnOfferUnlessAskedFor() throws Exception {
        try (FakeMailServer imap = FakeMailServer.imap()
                        .security(Security.CLEARTEXT)
                        .tokens(GOOD)
                        .start();
                WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("CAPABILITY")).doesNotContain("OAUTHBEARER");
            assertThat(client.imap("AUTHENTICATE OAUTHBEARER " + RESPONSE)).startsWith("t NO Unsupported");
        }
    }
}
