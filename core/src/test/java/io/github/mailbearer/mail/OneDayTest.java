package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty-four hours after the first token, each with a token of its own: nothing is lost and nothing refused. */
@Timeout(60)
class OneDayTest {

    private static final int HOURS = 24;
    private static final int SENDERS = 8;
    private static final int MESSAGES_AN_HOUR = 3;

    private final DayOfMail day = new DayOfMail();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> polled = ConcurrentHashMap.newKeySet();
    private int polls;

    @AfterEach
    void close() {
        threads.shutdownNow();
        day.close();
    }

    @Test
    void nothingIsLostAndNoTokenIsRefused() throws Exception {
        Session submission = day.submission();
        IdleReader reader = new IdleReader(day.reading());
        reader.start();
        try (Store poller = day.polling().getStore()) {
            poller.connect();
            send(submission, "the first");
            reader.awaitMessages(1);
            for (int hour = 1; hour <= HOURS; hour++) {
                day.endHour();
                liveThrough(hour, submission, poller, reader);
            }
        }
        reader.finish();
        day.imap.bye("Good night");

        assertThat(reader.connections()).as("connections of the reader").isEqualTo(1 + HOURS);
        assertThat(sent).hasSize(1 + HOURS * SENDERS * MESSAGES_AN_HOUR);
        assertThat(day.smtp.messages()).hasSameSizeAs(sent);
        assertThat(reader.subjects()).as("read in IDLE").isEqualTo(sent);
        assertThat(polled).as("polled").isEqualTo(sent);
        assertThat(day.tokens.asked())
                .as("the first token, and one for each rollover")
                .isEqualTo(1 + HOURS);
        assertThat(day.smtp.counts()).hasToString(sent.size() + "/" + sent.size() + "/0");
        assertThat(day.imap.counts()).hasToString((1 + HOURS) + "/" + (1 + HOURS) + "/0");
        assertThat(day.pop3.counts()).hasToString(polls + "/" + polls + "/0");
        System.out.println("One day: " + sent.size() + " messages sent, read in IDLE and polled; " + HOURS
                + " rollovers, " + day.tokens.asked() + " tokens with the first one; connections/AUTHs/failures: SMTP "
                + day.smtp.counts() + ", IMAP " + day.imap.counts() + ", POP3 " + day.pop3.counts());
    }

    /** The senders and the poller begin the hour together, each with the token of the last; so does the reader. */
    private void liveThrough(int hour, Session submission, Store poller, IdleReader reader) throws Exception {
        Future<?> polling = threads.submit(polling(poller));
        threads.invokeAll(IntStream.range(0, SENDERS)
                        .mapToObj(sender -> sending(submission, hour, sender))
                        .toList())
                .forEach(OneDayTest::finished);
        finished(polling);
        reader.awaitMessages(SENDERS * MESSAGES_AN_HOUR);
        poll(poller);
    }

    private Callable<Void> sending(Session submission, int hour, int sender) {
        return () -> {
            for (int number = 1; number <= MESSAGES_AN_HOUR; number++) {
                send(submission, "hour " + hour + ", sender " + sender + ", number " + number);
            }
            return null;
        };
    }

    private void send(Session submission, String subject) throws Exception {
        MimeMessage message = Mails.message(submission);
        message.setSubject(subject);
        Transport.send(message);
        sent.add(subject);
        day.carryPost();
    }

    private Callable<Void> polling(Store poller) {
        return () -> {
            poll(poller);
            return null;
        };
    }

    /** Opens the folder again and collects what is there; the folder takes its messages along when they are deleted. */
    private void poll(Store poller) throws Exception {
        Folder inbox = poller.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        for (Message message : inbox.getMessages()) {
            polled.add(message.getSubject());
            message.setFlag(jakarta.mail.Flags.Flag.DELETED, true);
        }
        inbox.close(true);
        polls++;
    }

    private static void finished(Future<?> task) {
        try {
            task.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
