package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.sasl.ServerRefusal;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of servers that refuse, stall, break off or do not offer what we need. */
class SmtpFaultsTest extends SmtpTest {

    private MessagingException failureOf(Session session) {
        return catchThrowableOfType(MessagingException.class, () -> send(session));
    }

    private Session impatient() {
        return Mails.to(server, tokens).property("mail.smtp.timeout", "500").build();
    }

    @Test
    void aSwitchedOffSmtpAuthIsNotRetriedAndNamesTheCommandThatMendsIt() {
        accepted.only();
        server.refusalReply(
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
                        + " Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR01CA0001.example 08DC]");
        MessagingException failure = failureOf(impatient());

        assertThat(server.counts()).hasToString("1/1/1");
        assertThat(failure)
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageContaining(
                        "Set-CASMailbox -Identity '" + MAILBOX + "' -SmtpClientAuthenticationDisabled $false")
                .hasMessageContaining("AM0PR01CA0001.example");
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    454 4.7.0 Temporary authentication failure | 1/1/1
                    421 4.7.0 Service not available            | 1/1/1
                    550 5.2.252 SMTP AUTH blocked for a while  | 1/1/1
                    """)
    void aTemporaryRefusalIsNoAuthenticationFailure(String reply, String counts) {
        accepted.only();
        server.refusalReply(reply);
        MessagingException failure = failureOf(impatient());
        assertThat(failure).isNotInstanceOf(AuthenticationFailedException.class).isInstanceOf(ServerRefusal.class);
        assertThat(((ServerRefusal) failure).reply()).isEqualTo(reply);
        assertThat(((ServerRefusal) failure).mailbox()).isEqualTo(MAILBOX);
        assertThat(server.counts()).hasToString(counts);
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"504 5.7.4 Unrecognized authentication type", "550 5.7.30 Basic authentication is not supported"
            })
    void aPermanentRefusalThatNoTokenCuresIsNotRetried(String reply) {
        accepted.only();
        server.refusalReply(reply);
        assertThat(failureOf(impatient()))
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageContaining(reply);
        assertThat(server.counts()).hasToString("1/1/1");
    }

    @Test
    void aTokenTooCloseToItsEndForHighVolumeEmailIsRenewed() throws Exception {
        accepted.only("token-2");
        server.refusalReply("501 5.5.127 token expires too soon");
        send(impatient());
        assertThat(server.counts()).hasToString("2/2/1");
    }

    @Test
    void aConnectionDroppedDuringAuthIsNoAuthenticationFailure() {
        accepted.only();
        server.refuseBy(Refusal.DROP);
        MessagingException failure = failureOf(impatient());
        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining("localhost:" + server.port());
        assertThat(server.counts().connections()).isEqualTo(1);
    }

    @Test
    void aServerThatStallsDuringAuthIsGivenUpAfterTheTimeout() {
        accepted.only();
        server.refuseBy(Refusal.HANG);
        MessagingException failure = failureOf(impatient());
        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!! not base64 !!!", "AAECAwQF", "eyJzdGF0dXMi"})
    void aMalformedChallengeStillGetsItsEmptyAnswerAndTheFinalReply(String challenge) {
        accepted.only();
        server.refuseBy(Refusal.CHALLENGE).challengeRaw(challenge);
        assertThat(failureOf(impatient()))
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageContaining("535 5.7.3");
        assertThat(server.counts()).hasToString("2/2/2");
    }

    @Test
    void aServerThatRepeatsWhatItDislikesDoesNotBringTheTokenIntoTheException() {
        String token = "secret-part-one.secret-part-two.secret-part-three";
        accepted.only();
        String blob = java.util.Base64.getEncoder()
                .encodeToString(("user=" + MAILBOX + "\u0001auth=Bearer " + token + "\u0001\u0001")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        server.refusalReply("501 5.5.2 cannot decode " + blob.substring(0, 60) + " nor " + token);
        MessagingException failure =
                failureOf(Mails.to(server, ScriptedTokens.always(token)).build());
        assertThat(failure)
                .hasMessageContaining("501 5.5.2 cannot decode [token] nor [token]")
                .extracting(Throwable::toString)
                .asString()
                .doesNotContain("secret-part")
                .doesNotContain(blob.substring(0, 40));
    }

    @Test
    void aServerThatRepeatsTheTokenInNoSmtpDoesNotBringItIntoTheException() {
        String token = "secret-part-one.secret-part-two.secret-part-three";
        accepted.only();
        server.refusalReply("what is " + token);
        MessagingException failure =
                failureOf(Mails.to(server, ScriptedTokens.always(token)).build());
        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("what is [token]")
                .hasMessageNotContaining("secret-part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"501 5.5.2 Cannot decode %s.", "535 5.7.8 bad token=%s", "501 /%s/", "501 %s", "501 <%s>x"})
    void theTokenIsTakenOutOfTheServersWordsWhateverIsAroundIt(String words) {
        String token = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl";
        accepted.only();
        server.refusalReply(String.format(words, token));
        assertThat(failureOf(Mails.to(server, ScriptedTokens.always(token)).build()))
                .hasMessageContaining(String.format(words, "[token]"));
    }

    @Test
    void aServerThatLeavesWithoutAuthIsNotTakenForOneThatFailed() {
        server.mechanisms().dropAt("QUIT");
        assertThat(failureOf(impatient())).hasMessageContaining("does not offer XOAUTH2");
    }

    @Test
    void withoutXoauth2NothingIsSent() {
        server.mechanisms("LOGIN", "PLAIN");
        MessagingException failure = failureOf(impatient());
        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("does not offer XOAUTH2")
                .hasMessageContaining("LOGIN PLAIN");
        assertThat(server.counts()).hasToString("1/0/0");
        server.awaitOpenConnections(0);
    }

    @Test
    void withoutAnyAuthenticationConnectFails() {
        server.mechanisms();
        assertThat(failureOf(impatient())).hasMessageContaining("no authentication");
        assertThat(server.counts()).hasToString("1/0/0");
    }

    @Test
    void withoutStartTlsNothingIsSent() {
        server.advertiseStartTls(false);
        assertThat(failureOf(impatient()))
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("STARTTLS")
                .hasMessageContaining(MAILBOX);
        assertThat(server.counts()).hasToString("1/0/0");
    }

    @Test
    void aServerWithAForeignCertificateGetsNothing() {
        Session session = OAuth2Sessions.builder(tokens)
                .server(MailServer.of(MailProtocol.SMTP, server.host(), server.port(), TransportSecurity.STARTTLS))
                .user(MAILBOX)
                .build();
        assertThat(failureOf(session)).hasMessageContaining("PKIX");
        assertThat(server.counts()).hasToString("1/0/0");
    }

    @Test
    void aRefusedSenderIsExplained() {
        server.replyTo(
                ".", "554 5.2.252 SendAsDenied; noreply@contoso.example not allowed to send as boss@contoso.example");
        MessagingException failure = failureOf(impatient());
        assertThat(failure)
                .isInstanceOf(SMTPSendFailedException.class)
                .hasMessageContaining("554 5.2.252 SendAsDenied")
                .hasMessageContaining("Add-RecipientPermission");
        assertThat(((SMTPSendFailedException) failure).getReturnCode()).isEqualTo(554);
    }

    @Test
    void afterAFailureTheSameTransportConnectsAgain() throws Exception {
        accepted.only();
        Session session = Mails.to(server, tokens).uncached().build();
        try (Transport transport = session.getTransport()) {
            catchThrowableOfType(TokenRejectedException.class, transport::connect);
            accepted.accept("token-3");
            transport.connect();
            assertThat(transport.isConnected()).isTrue();
        }
    }

    @Test
    void aTransportThatConnectsAgainInVainLeavesNoConnectionOpen() throws Exception {
        Transport transport = impatient().getTransport();
        transport.connect();
        transport.close();
        accepted.only();
        server.refuseBy(Refusal.HANG);
        assertThat(catchThrowableOfType(MessagingException.class, transport::connect))
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
        server.awaitOpenConnections(0);
    }

    @Test
    void aSecondTryThatBreaksKeepsTheFirstRefusal() {
        accepted.only();
        Session session = Mails.to(server, request -> {
                    if (server.counts().auths() > 0) {
                        server.dropAt("CONNECT");
                    }
                    return ScriptedTokens.token("token-" + server.counts().auths());
                })
                .build();
        MessagingException failure = failureOf(session);
        assertThat(failure).isNotInstanceOf(AuthenticationFailedException.class);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("535 5.7.3");
        assertThat(server.counts()).hasToString("2/1/1");
    }
}
