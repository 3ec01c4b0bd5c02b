package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Kind;
import io.github.mailbearer.diagnosis.Retry;
import io.github.mailbearer.testkit.MailScenario;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of submission say what they mean and what to do. */
class ExplainedFailuresTest extends SmtpTest {

    private static final String REFUSAL = "535 5.7.3 Authentication unsuccessful";

    @TempDir
    private Path directory;

    private static String jwt(String claims) {
        return "eyJhbGciOiJub25lIn0." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                + ".c2lnbmF0dXJl";
    }

    private static MessagingException failureOf(Session session) {
        return catchThrowableOfType(MessagingException.class, () -> send(session));
    }

    private static Diagnosis diagnosisOf(MessagingException failure) {
        assertThat(failure).isInstanceOf(Diagnosed.class);
        return ((Diagnosed) failure).diagnosis();
    }

    @Test
    void aTokenForGraphSaysSoAtOnce() {
        accepted.only();
        server.refusalReply(REFUSAL);
        String token =
                jwt("{\"aud\":\"https://graph.microsoft.com\",\"scp\":\"SMTP.Send\",\"upn\":\"" + MAILBOX + "\"}");

        MessagingException failure =
                failureOf(Mails.to(server, ScriptedTokens.always(token)).build());

        assertThat(failure)
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageStartingWith(MAILBOX + " cannot sign in: " + server.host() + ":" + server.port()
                        + " refused its token: " + REFUSAL + ".")
                .hasMessageContaining("is for Microsoft Graph")
                .hasMessageContaining("Ask for https://outlook.office365.com/.default")
                .hasMessageNotContaining(token);
        assertThat(diagnosisOf(failure).id()).isEqualTo("S2");
        assertThat(Diagnosis.of(new IllegalStateException("sending failed", failure))
                        .id())
                .isEqualTo("S2");
    }

    @Test
    void anApplicationsTokenGivesItsObjectIdToTheCommand() {
        accepted.only();
        server.refusalReply(REFUSAL);
        String object = "16fd2706-8baf-433b-82eb-8c7fada847da";
        String token = jwt("{\"aud\":\"https://outlook.office365.com\",\"idtyp\":\"app\",\"oid\":\"" + object
                + "\",\"roles\":[\"SMTP.SendAsApp\"]}");

        Diagnosis diagnosis = diagnosisOf(
                failureOf(Mails.to(server, ScriptedTokens.always(token)).build()));

        assertThat(diagnosis.id()).isEqualTo("S1");
        assertThat(diagnosis.causes().get(0).id()).isEqualTo("S5");
        assertThat(diagnosis.report()).contains("-User '" + object + "'").contains("-Identity '" + MAILBOX + "'");
    }

    @Test
    void theAccountOfASharedMailboxIsKnown() {
        accepted.only();
        server.refusalReply(REFUSAL);
        String token =
                jwt("{\"aud\":\"https://outlook.office.com\",\"scp\":\"SMTP.Send\",\"upn\":\"jo@contoso.example\"}");

        MessagingException failure = failureOf(Mails.to(server, ScriptedTokens.always(token))
                .signedInAs("someone@contoso.example")
                .build());

        assertThat(diagnosisOf(failure).id()).isEqualTo("S4");
        assertThat(failure).hasMessageContaining("Add-RecipientPermission -Identity '" + MAILBOX + "'");
    }

    @Test
    void aTemporaryRefusalIsExplained() {
        accepted.only();
        server.refusalReply("454 4.7.0 Temporary authentication failure");

        Diagnosis diagnosis = diagnosisOf(failureOf(session()));

        assertThat(diagnosis.id()).isEqualTo("S33");
        assertThat(diagnosis.kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void aServerWithoutOAuthIsExplained() {
        server.play(MailScenario.xoauth2NotOffered());

        MessagingException failure = failureOf(session());

        assertThat(diagnosisOf(failure).id()).isEqualTo("S37");
        assertThat(failure).hasMessageContaining("Check host, port and TLS");
    }

    @Test
    void aRefusedSenderIsExplained() {
        server.play(MailScenario.sendAsDenied());

        MessagingException failure = failureOf(Mails.to(server, tokens)
                .property("mail.smtp.from", "boss@contoso.example")
                .build());

        assertThat(diagnosisOf(failure).id()).isEqualTo("S20");
        assertThat(failure)
                .isInstanceOf(SMTPSendFailedException.class)
                .hasMessageContaining("Add-RecipientPermission -Identity 'boss@contoso.example'");
    }

    @Test
    void whoMayNotSendAsASharedMailboxIsToldWhoAndAsWhom() {
        server.play(MailScenario.sendAsDenied());

        MessagingException failure = failureOf(
                Mails.to(server, tokens).signedInAs("alice@contoso.example").build());

        assertThat(failure)
                .hasMessageContaining(
                        "Add-RecipientPermission -Identity '" + MAILBOX + "' -Trustee 'alice@contoso.example'");
    }

    @Test
    void aRenewalThatFailsIsExplainedByItsOwnReason() {
        accepted.only();
        server.refusalReply(REFUSAL);
        TokenException expired = new TokenRequestDeniedException(
                "Entra refused.", "invalid_client", Map.of("error_codes", "7000222"), null);
        TokenException unavailable = new TokenUnavailableException(
                "Entra is in trouble.", "temporarily_unavailable", Map.of("status", "503"), null);

        MessagingException denied = failureOf(renewalFailingWith(expired));
        MessagingException later = failureOf(renewalFailingWith(unavailable));

        assertThat(denied).isInstanceOf(AuthenticationFailedException.class).hasCause(expired);
        assertThat(diagnosisOf(denied).id()).isEqualTo("E2");
        assertThat(Diagnosis.of(new IllegalStateException("x", denied)).id()).isEqualTo("E2");
        assertThat(later).isNotInstanceOf(AuthenticationFailedException.class).hasCause(unavailable);
        assertThat(diagnosisOf(later).id()).isEqualTo("E49");
        assertThat(diagnosisOf(later).retry().advice()).isEqualTo(Retry.Advice.LATER);
    }

    private Session renewalFailingWith(TokenException failure) {
        return Mails.to(server, new TokenProvider() {
                    @Override
                    public AccessToken getToken(TokenRequest request) {
                        return ScriptedTokens.token("token-refused");
                    }

                    @Override
                    public AccessToken renewToken(TokenRequest request, AccessToken refused) {
                        throw failure;
                    }
                })
                .build();
    }

    @Test
    void aTokenThatCannotBeHadIsExplained() {
        MessagingException failure = failureOf(Mails.to(
                        server,
                        ScriptedTokens.failing(new TokenRequestDeniedException(
                                "Entra refused.", "invalid_client", Map.of("error_codes", "7000222"), null)))
                .build());

        assertThat(diagnosisOf(failure).id()).isEqualTo("E2");
    }

    @Test
    void aPausedMailboxIsExplainedByItsLastRefusal() {
        accepted.only();
        server.refusalReply(REFUSAL);
        Session session = Mails.to(server, tokens)
                .guard(ConnectGuard.builder().refusals(1).build())
                .build();
        failureOf(session);

        MessagingException failure = failureOf(session);

        assertThat(failure).isInstanceOf(MailboxPausedException.class);
        assertThat(diagnosisOf(failure).id()).isEqualTo("S1");
    }

    @Test
    void explanationsSurviveSerialization() throws Exception {
        accepted.only();
        server.refusalReply(REFUSAL);
        MessagingException refused = failureOf(session());
        server.play(MailScenario.xoauth2NotOffered());
        MessagingException notOffered = failureOf(session());
        server.play(MailScenario.sendAsDenied());
        accepted.only("token-1");
        MessagingException notSent = failureOf(Mails.to(server, ScriptedTokens.always("token-1"))
                .property("mail.smtp.from", "boss@contoso.example")
                .build());

        for (MessagingException failure : new MessagingException[] {refused, notOffered, notSent}) {
            MessagingException copy = copyOf(failure);
            assertThat(copy).hasSameClassAs(failure).hasMessage(failure.getMessage());
            assertThat(diagnosisOf(copy).report())
                    .isEqualTo(diagnosisOf(failure).report());
        }
    }

    private static MessagingException copyOf(MessagingException failure) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(failure);
        return (MessagingException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    @Test
    void anOwnCatalogueCountsInTheBuilder() throws IOException {
        accepted.only();
        server.refusalReply(REFUSAL);
        Catalogue own = Catalogue.builtIn().extendedBy(ownRemedy());

        assertThat(failureOf(Mails.to(server, tokens).catalogue(own).build()))
                .hasMessageEndingWith("Ask the mail team for " + MAILBOX + ".");
    }

    @Test
    void anOwnCatalogueCountsInProperties() throws IOException {
        accepted.only();
        server.refusalReply(REFUSAL);
        Properties properties = properties();
        properties.setProperty("mailbearer.catalogue", ownRemedy().toString());

        assertThat(failureOf(OAuth2Sessions.getInstance(properties, tokens)))
                .hasMessageEndingWith("Ask the mail team for " + MAILBOX + ".");
        Session installed = Session.getInstance(properties);
        OAuth2Sessions.install(installed, tokens);
        assertThat(failureOf(installed)).hasMessageEndingWith("Ask the mail team for " + MAILBOX + ".");
    }

    private Path ownRemedy() throws IOException {
        return Files.writeString(
                directory.resolve("own.properties"), "S1.remedy.1 = Ask the mail team for {mailbox}.\n");
    }

    @Test
    void aFaultyCatalogueIsRefusedWhenTheSessionIsMade() throws IOException {
        Path faulty = Files.writeString(directory.resolve("faulty.properties"), "S1.kind = annoying\n");
        Properties properties = properties();

        properties.setProperty("mailbearer.catalogue", faulty.toString());
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mailbearer.catalogue is wrong: " + faulty + ", entry S1, field kind: ");

        properties.setProperty(
                "mailbearer.catalogue", directory.resolve("missing.properties").toString());
        assertThatThrownBy(() -> OAuth2Sessions.install(Session.getInstance(properties), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.properties");
    }
}
