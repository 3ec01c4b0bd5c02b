package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.ReceivedMessage;
import io.github.mailbearer.testkit.SignIn;
import io.github.mailbearer.testkit.TestCertificates;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose token is got, and who is named to whom, for mailboxes that are opened by somebody else or share a Session. */
@Timeout(30)
class IdentityTest {

    private static final String PERSON = "person@contoso.example";
    private static final String SALES = "sales@contoso.example";
    private static final String HELP = "help@contoso.example";

    private final List<String> owners = new CopyOnWriteArrayList<>();
    private final TestCertificates certificates = TestCertificates.create();
    private final FakeMailServer smtp = start(FakeMailServer.smtp());
    private final FakeMailServer imap = start(FakeMailServer.imap());
    private final FakeMailServer pop3 = start(FakeMailServer.pop3());

    private final MailPlatform platform = MailPlatform.custom(
            "Contoso", at(MailProtocol.SMTP, smtp), at(MailProtocol.IMAP, imap), at(MailProtocol.POP3, pop3));

    private FakeMailServer start(FakeMailServer.Builder server) {
        return server.certificates(certificates)
                .tokens((protocol, user, token) -> true)
                .start();
    }

    private static MailServer at(MailProtocol protocol, FakeMailServer server) {
        return MailServer.of(protocol, server.host(), server.port(), TransportSecurity.STARTTLS);
    }

    @AfterEach
    void stop() {
        List.of(smtp, imap, pop3).forEach(FakeMailServer::close);
    }

    private AccessToken token(TokenRequest request) {
        owners.add(request.account());
        return AccessToken.of("token-of-" + request.account(), Instant.now().plusSeconds(3600));
    }

    private OAuth2Sessions.Builder builder(MailPlatform place) {
        return OAuth2Sessions.builder(this::token).platform(place).sslContext(certificates.clientContext());
    }

    private static List<String> named(FakeMailServer server) {
        return server.signIns().stream().map(SignIn::user).toList();
    }

    private static void read(Session session, String protocol, String mailbox) throws MessagingException {
        try (Store store = session.getStore(protocol)) {
            store.connect(mailbox, null);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.close(false);
            inbox.open(Folder.READ_ONLY);
            inbox.close(false);
        }
    }

    private static void send(Session session, String mailbox) throws MessagingException {
        try (Transport transport = session.getTransport()) {
            transport.connect(mailbox, null);
            Message message = Mails.message(session);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    @Test
    void theMailboxIsNamedEverywhereIfItSignsInItself() throws Exception {
        Session session = builder(platform).user(SALES).build();
        Mails.send(session);
        read(session, "imap", null);
        read(session, "pop3", null);
        assertThat(named(smtp)).containsExactly(SALES);
        assertThat(named(imap)).containsOnly(SALES);
        assertThat(named(pop3)).containsExactly(SALES, SALES);
        assertThat(owners).containsExactly(SALES);
    }

    @Test
    void ofASharedMailboxSubmissionIsToldThePersonAndTheOthersTheMailbox() throws Exception {
        Session session = builder(platform).user(SALES).signedInAs(PERSON).build();
        Mails.send(session);
        read(session, "imap", null);
        read(session, "pop3", null);
        assertThat(named(smtp)).containsExactly(PERSON);
        assertThat(named(imap)).containsOnly(SALES);
        assertThat(named(pop3)).containsExactly(SALES, SALES);
        assertThat(owners).containsExactly(PERSON);
        assertSentFrom(SALES);
    }

    @Test
    void aPlatformMayWantTheMailboxForSubmissionToo() throws Exception {
        Session session = builder(platform.withSubmissionIdentity(SubmissionIdentity.MAILBOX))
                .user(SALES)
                .signedInAs(PERSON)
                .build();
        Mails.send(session);
        assertThat(named(smtp)).containsExactly(SALES);
        assertThat(owners).containsExactly(PERSON);
    }

    @Test
    void severalMailboxesShareASession() throws Exception {
        Session session = builder(platform).user(SALES).build();
        for (String mailbox : List.of(SALES, HELP, SALES)) {
            send(session, mailbox);
            read(session, "imap", mailbox);
            read(session, "pop3", mailbox);
        }
        assertThat(named(smtp)).containsExactly(SALES, HELP, SALES);
        assertThat(named(imap)).containsSubsequence(SALES, HELP, SALES);
        assertThat(named(pop3)).containsExactly(SALES, SALES, HELP, HELP, SALES, SALES);
        assertThat(owners).containsExactly(SALES, HELP);
        assertSentFrom(SALES, HELP, SALES);
    }

    @Test
    void severalSharedMailboxesAreOpenedByThosePersonsWhoMay() throws Exception {
        Map<String, String> persons = Map.of(SALES, PERSON, HELP, "other@contoso.example");
        Session session = builder(platform).user(SALES).signedInAs(persons::get).build();
        send(session, SALES);
        send(session, HELP);
        read(session, "imap", HELP);
        assertThat(named(smtp)).containsExactly(PERSON, "other@contoso.example");
        assertThat(named(imap)).containsOnly(HELP);
        assertThat(owners).containsExactly(PERSON, "other@contoso.example");
        assertSentFrom(SALES, HELP);
    }

    @Test
    void connectionsOfTwoMailboxesThatAreOpenAtOnceStayApart() throws Exception {
        Session session = builder(platform).user(SALES).build();
        Message message = Mails.message(session);
        try (Transport sales = session.getTransport();
                Transport help = session.getTransport()) {
            sales.connect();
            help.connect(HELP, null);
            sales.sendMessage(message, message.getAllRecipients());
            help.sendMessage(message, message.getAllRecipients());
            sales.sendMessage(message, message.getAllRecipients());
        }
        assertSentFrom(SALES, HELP, SALES);
    }

    @ParameterizedTest
    @EnumSource(SaslMechanism.class)
    void bothMechanismsNameTheSame(SaslMechanism mechanism) throws Exception {
        smtp.mechanisms(mechanism.name());
        imap.mechanisms(mechanism.name());
        Session session = builder(platform)
                .user(SALES)
                .signedInAs(PERSON)
                .mechanism(mechanism)
                .build();
        Mails.send(session);
        read(session, "imap", null);
        assertThat(smtp.signIns()).extracting(SignIn::mechanism).containsExactly(mechanism.name());
        assertThat(named(smtp)).containsExactly(PERSON);
        assertThat(named(imap)).containsOnly(SALES);
    }

    @Test
    void theSenderThatIsRequiredIsTheMailboxOfTheConnection() throws Exception {
        Session session = builder(platform).user(SALES).requireSender().build();
        Message message = Mails.message(session);
        message.setFrom(new jakarta.mail.internet.InternetAddress(HELP));
        try (Transport transport = session.getTransport()) {
            transport.connect();
            assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("requireSender()");
            assertThat(smtp.messages()).isEmpty();
        }
        try (Transport transport = session.getTransport()) {
            transport.connect(HELP, null);
            transport.sendMessage(message, message.getAllRecipients());
        }
        assertSentFrom(HELP);
    }

    private void assertSentFrom(String... mailboxes) {
        assertThat(smtp.messages()).extracting(ReceivedMessage::sender).containsExactly(mailboxes);
        assertThat(smtp.messages())
                .allSatisfy(message -> assertThat(message.text()).contains("From: " + message.sender()));
    }
}
