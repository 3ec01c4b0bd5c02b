package io.github.mailbearer.doctor;

import static io.github.mailbearer.doctor.Surroundings.assertDiagnosed;
import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static io.github.mailbearer.mail.MailProtocol.POP3;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.testkit.MailScenario;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong with a mailbox, or with who may use it, is the first thing that fails, and its remedy is there. */
@Timeout(30)
class MailboxFaultsTest {

    private static final String PERSON = "ana@contoso.com";

    private static final Surroundings ALL = Surroundings.of(SMTP);

    @BeforeEach
    void reset() {
        ALL.reset();
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void theMailboxIsNoAddress() {
        ALL.firstFailure(ALL.healthy().mailbox("No Reply <noreply@contoso.com>"), "0f");
    }

    @Test
    void theApplicationHasNoRightToTheMailbox() {
        ALL.server.play(MailScenario.noMailboxPermission());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertDiagnosed(failed, "S1");
        assertThat(failed.advice()).asString().contains("Add-MailboxPermission -Identity 'noreply@contoso.com'");
    }

    @Test
    void smtpAuthIsOffForTheMailbox() {
        ALL.server.play(MailScenario.smtpAuthDisabledForMailbox());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertDiagnosed(failed, "S8");
    }

    @Test
    void theMailboxIsNotTheNameOfTheAccount() {
        ALL.server.play(MailScenario.upnDiffers());
        AccessToken token = ALL.tokenOf("ana.lima@contoso.com", "SMTP.Send");

        Check failed = ALL.firstFailure(
                ALL.anyTokens().mailbox(PERSON).accessToken(token).showIds(), "8e");

        assertThat(failed.advice()).asString().contains("signedInAs").contains("'ana.lima@contoso.com'");
    }

    @Test
    void aSharedMailboxGoesAsTheUser() {
        ALL.server.play(MailScenario.sharedMailboxDelegated());
        AccessToken token = ALL.tokenOf(PERSON, "SMTP.Send");

        Check failed = ALL.firstFailure(ALL.anyTokens().accessToken(token), "8e");

        assertThat(failed.advice()).asString().contains("Add-RecipientPermission -Identity 'noreply@contoso.com'");
    }

    @Test
    void aSharedMailboxIsTheSenderOfWhoSignsIn() {
        ALL.server.play(MailScenario.sharedMailboxDelegated());
        AccessToken token = ALL.tokenOf(PERSON, "SMTP.Send");

        Report report = ALL.examine(ALL.anyTokens().accessToken(token).signedInAs(PERSON));

        assertThat(report.firstFailure()).as(report.toString()).isEmpty();
        assertThat(report.check("12").status()).isEqualTo(Status.WARN);
    }

    @Test
    void thePersonHasNotConsentedToSmtp() {
        AccessToken token = ALL.tokenOf(Surroundings.MAILBOX, "IMAP.AccessAsUser.All");

        Check failed = ALL.firstFailure(ALL.anyTokens().accessToken(token), "8d");

        assertThat(failed.advice()).asString().contains("https://outlook.office.com/SMTP.Send");
    }

    @Test
    void theServerRefusesTheSender() {
        ALL.server.replyTo("MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender");

        Check failed = ALL.firstFailure(ALL.healthy().from("boss@contoso.com"), "11");

        assertDiagnosed(failed, "S20");
        assertThat(failed.advice()).asString().contains("Add-RecipientPermission -Identity 'boss@contoso.com'");
    }

    @Test
    void theServerRefusesTheMessage() {
        ALL.server.play(MailScenario.sendAsDenied());

        Check failed = ALL.firstFailure(ALL.healthy().from("boss@contoso.com").send("ops@contoso.com"), "13");

        assertDiagnosed(failed, "S20");
    }

    @Test
    void tooManyConnectionsAreOpen() {
        ALL.server.play(MailScenario.throttledConnections());

        Report report = ALL.examine(ALL.healthy().send("ops@contoso.com"));

        assertThat(report.firstFailure().flatMap(Check::diagnosis))
                .as(report.toString())
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo("S22"));
    }

    @Test
    void theMailboxDoesNotOpenThoughTheTokenIsTaken() {
        try (Surroundings imap = Surroundings.of(IMAP)) {
            imap.server.play(MailScenario.mailboxNotOpen());

            Report report = imap.examine(imap.healthy());

            assertThat(report.firstFailure().map(Check::id))
                    .as(report.toString())
                    .isIn(Optional.of("9"), Optional.of("10"));
            assertThat(report.firstFailure().flatMap(Check::diagnosis))
                    .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo("I2"));
        }
    }

    @Test
    void imapIsOff() {
        try (Surroundings imap = Surroundings.of(IMAP)) {
            imap.server.play(MailScenario.imapDisabled());

            Check failed = imap.firstFailure(imap.healthy(), "9");

            assertDiagnosed(failed, "I1");
            assertThat(failed.advice()).asString().contains("ImapEnabled");
        }
    }

    @Test
    void popWouldSendTheTokenInOneLine() {
        try (Surroundings pop3 = Surroundings.of(POP3)) {
            Properties properties = new Properties();
            properties.setProperty("mail.pop3s.host", "outlook.office365.com");
            properties.setProperty("mail.pop3s.user", Surroundings.MAILBOX);
            properties.setProperty("mail.pop3s.auth.xoauth2.two.line.authentication.format", "false");

            Check failed = pop3.firstFailure(pop3.healthy().sessionProperties(properties), "0g");

            assertThat(failed.advice()).asString().contains("two.line.authentication.format");
        }
    }

    @Test
    void gmailExplainsItsRefusal() {
        ALL.server.play(MailScenario.gmailChallenge());

        Check failed = ALL.firstFailure(
                ALL.anyTokens()
                        .profile(Profile.GMAIL)
                        .mailbox("ana@gmail.com")
                        .accessToken(AccessToken.of(
                                "ya29.not-a-token-of-anybody", Instant.now().plusSeconds(3600))),
                "9");

        assertThat(failed.diagnosis())
                .hasValueSatisfying(it -> assertThat(it.id()).startsWith("G"));
        assertThat(failed.evidence()).containsKey("server explanation");
    }
}
