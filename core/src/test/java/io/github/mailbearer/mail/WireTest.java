package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.WireDialog.Outcome;
import io.github.mailbearer.mail.WireDialog.Visit;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.testkit.Delivery;
import io.github.mailbearer.testkit.TestCertificates;
import io.github.mailbearer.testkit.TranscriptServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge against what servers really say: each dialog in {@code wire/} is played whole, by line and by octet. */
@Timeout(20)
class WireTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    static Stream<Arguments> dialogs() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(WireTest.class.getResource("/wire")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<WireDialog> dialogs = files.sorted().map(WireTest::read).toList();
            return dialogs.stream()
                    .flatMap(dialog -> Stream.of(Delivery.values()).map(how -> Arguments.of(dialog, how)));
        }
    }

    private static WireDialog read(Path file) {
        try {
            return WireDialog.parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("dialogs")
    void endsAsTheDialogSays(WireDialog dialog, Delivery delivery) throws Exception {
        try (TranscriptServer server = TranscriptServer.play(dialog.transcript(), delivery, CERTIFICATES)) {
            if (dialog.outcome() == Outcome.RECORDED) {
                return;
            }
            MessagingException failure = visit(dialog, dialog.session(server).build());
            server.verify();
            assertOutcome(dialog, failure);
        }
    }

    private static @Nullable MessagingException visit(WireDialog dialog, Session session) {
        try (Service service = dialog.protocol() == MailProtocol.SMTP ? session.getTransport() : session.getStore()) {
            service.connect();
            if (dialog.visit() != Visit.CONNECT) {
                read((Store) service, dialog.visit());
            }
            return null;
        } catch (MessagingException e) {
            return e;
        }
    }

    private static void read(Store store, Visit visit) throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        assertThat(inbox.getMessageCount()).isEqualTo(1);
        if (visit == Visit.IDLE) {
            try {
                ((IMAPFolder) inbox).idle(true);
                throw new AssertionError("the server did not end the connection");
            } catch (FolderClosedException expected) {
                store.close();
                store.connect();
            }
        }
    }

    private static void assertOutcome(WireDialog dialog, @Nullable MessagingException failure) {
        switch (dialog.outcome()) {
            case SUCCESS -> assertThat(failure).isNull();
            case REJECTED -> assertThat(failure).isInstanceOf(TokenRejectedException.class);
            default -> assertThat(failure).isNotNull().isNotInstanceOf(AuthenticationFailedException.class);
        }
        dialog.note("says").ifPresent(words -> assertThat(failure).hasMessageContaining(words));
        dialog.note("error")
                .ifPresent(status -> assertThat(((TokenRejectedException) Objects.requireNonNull(failure)).error())
                        .flatMap(ServerError::status)
                        .contains(status));
    }
}
