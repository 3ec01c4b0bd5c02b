package io.github.mailbearer.examples.tryit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.SecretSearch;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The run tells what really happened, nothing secret, and fails when something else happens. */
@Timeout(60)
class FakeRunTest {

    private final Output output = new Output();
    private final MovableClock clock = new MovableClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final Set<String> tokensShown = ConcurrentHashMap.newKeySet();
    private final FakeMail mail = FakeMail.start((protocol, user, token) -> {
        tokensShown.add(token);
        return entra.tokens().accepts(protocol, user, token);
    });

    @AfterEach
    void stop() {
        mail.close();
        entra.close();
    }

    private void run() throws MessagingException, UnexpectedOutcome {
        new FakeRun(output.screen(), clock, entra, mail).run();
    }

    @Test
    void theSummaryHasTheFiguresOfTheServers() throws Exception {
        run();

        assertThat(output.text())
                .containsPattern("1  First message +1 +1 +0 +1\\R")
                .containsPattern("2  An hour later: the token has ended +1 +1 +0 +1\\R")
                .containsPattern("3  Ten minutes later: the token was revoked +2 +2 +1 +1\\R");
        assertThat(mail.figures(entra.tokenRequestCount())).isEqualTo(new Figures(4, 4, 1, 3));
        assertThat(tokensShown).hasSize(3);
    }

    @Test
    void noTokenAndNoSecretIsPrinted() throws Exception {
        run();

        assertThat(tokensShown)
                .isNotEmpty()
                .allSatisfy(token ->
                        assertThat(SecretSearch.of(token).in(output.text())).isEmpty());
        assertThat(SecretSearch.of(entra.clientSecret()).in(output.text())).isEmpty();
    }

    @Test
    void theLinesFitIntoATerminal() throws Exception {
        run();

        assertThat(output.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aConnectionTooManyIsNoticed() {
        output.at("An hour later", this::visitAsAStranger);

        assertThatThrownBy(this::run)
                .isInstanceOf(UnexpectedOutcome.class)
                .hasMessageContaining("Step 2 cost Figures[connections=2,");
    }

    @Test
    void aRefusalTooManyIsNoticed() {
        output.at("   token", entra::revokeAll);

        assertThatThrownBy(this::run)
                .isInstanceOf(UnexpectedOutcome.class)
                .hasMessageContaining("Step 1 cost Figures[connections=2, auths=2, refused=1, tokenRequests=2]");
    }

    @Test
    void anotherMessageInTheInboxIsNoticed() {
        output.at("   SMTP", () -> sendAsAStranger("Not the one"));

        assertThatThrownBy(this::run).isInstanceOf(UnexpectedOutcome.class).hasMessageContaining("Not the one");
    }

    private void visitAsAStranger() throws IOException {
        try (Socket socket = mail.clientTls()
                .getSocketFactory()
                .createSocket("localhost", mail.smtp().port())) {
            socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    /** GreenMail takes messages from whoever connects. */
    private void sendAsAStranger(String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", String.valueOf(mail.smtp().port()));
        properties.setProperty("mail.smtp.ssl.enable", "true");
        properties.put("mail.smtp.ssl.socketFactory", mail.clientTls().getSocketFactory());
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("stranger@contoso.example");
        message.setRecipients(RecipientType.TO, FakeMail.RECIPIENT);
        message.setSubject(subject);
        message.setText("From somebody else.");
        Transport.send(message);
    }
}
