package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.testkit.MailScenario;
import jakarta.mail.MessagingException;
import org.junit.jupiter.api.Test;

/** Failures of IMAP say what they mean and what to do. */
class ExplainedReadingTest extends StoreTest {

    ExplainedReadingTest() {
        super(MailProtocol.IMAP);
    }

    private MessagingException failure() {
        return catchThrowableOfType(MessagingException.class, () -> open(connected()));
    }

    @Test
    void aMailboxThatDoesNotOpenIsExplained() {
        server.play(MailScenario.mailboxNotOpen());

        MessagingException failure = failure();

        assertThat(Diagnosis.of(failure).id()).isEqualTo("I2");
        assertThat(failure)
                .hasMessageContaining("took the token of " + MAILBOX + " but does not open the mailbox")
                .hasMessageContaining("Add-MailboxPermission -Identity '" + MAILBOX + "'");
    }

    @Test
    void aRefusalIsExplainedForItsProtocol() {
        server.play(MailScenario.imapDisabled());

        MessagingException failure = failure();

        assertThat(failure).isInstanceOf(TokenRejectedException.class);
        assertThat(Diagnosis.of(failure).id()).isEqualTo("I1");
        assertThat(failure).hasMessageContaining("IMAP.AccessAsApp");
    }
}
