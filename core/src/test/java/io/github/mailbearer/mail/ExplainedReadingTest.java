package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.testkit.MailScenario;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of IMAP say what they mean and what to do. */
class ExplainedReadingTest extends StoreTest {

    @TempDir
    private Path directory;

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
    void whatAngusFoundStaysTheReason() {
        server.play(MailScenario.mailboxNotOpen());

        assertThat(failure().getNextException()).isInstanceOf(BadCommandException.class);
    }

    @Test
    void anUnknownReplyIsThrownAsAKnownOneIs() {
        server.play(MailScenario.mailboxNotOpen());
        Class<?> known = failure().getClass();

        MessagingException unknown = catchThrowableOfType(MessagingException.class, () -> open(withoutKnowledge()));

        assertThat(unknown).isExactlyInstanceOf(known);
        assertThat(unknown.getNextException()).isInstanceOf(BadCommandException.class);
    }

    /** A store that knows nothing of what Exchange says here. */
    private Store withoutKnowledge() throws Exception {
        Path own = Files.writeString(
                directory.resolve("own.properties"), "I2.when.1 = \"is never said\"\nI2.when.2 = \"is never said\"\n");
        Store store =
                builder().catalogue(Catalogue.builtIn().extendedBy(own)).build().getStore();
        store.connect();
        return store;
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
