package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.message;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.TokenRequest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A Session signs in with tokens because its properties say so, and no other one does. */
class OptInTest extends SmtpTest {

    private static final String SMTP_CLASS = OptIn.CLASSES.get("smtp");

    private Properties optedIn() {
        Properties properties = properties();
        properties.setProperty("mail.smtp.class", SMTP_CLASS);
        TestTokens.use(tokens, properties);
        return properties;
    }

    private static LoginSettings settings(Properties properties) {
        return MailBridge.of(Session.getInstance(properties), "smtp")
                .orElseThrow()
                .settings();
    }

    @Test
    void everyWayToATransportLeadsToOurs() throws Exception {
        Session session = Session.getInstance(optedIn());
        assertThat(List.of(
                        session.getTransport(),
                        session.getTransport("smtp"),
                        session.getTransport(new InternetAddress("you@contoso.example"))))
                .allSatisfy(
                        transport -> assertThat(transport.getClass().getName()).isEqualTo(SMTP_CLASS));
        send(session);
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void neitherThePropertiesNorOtherSessionsChange() throws Exception {
        Properties ordinary = properties();
        Properties properties = optedIn();
        Properties before = (Properties) properties.clone();
        send(Session.getInstance(properties));

        assertThat(properties).isEqualTo(before);
        Session other = Session.getInstance(ordinary);
        assertThat(other.getTransport("smtp").getClass().getName())
                .isEqualTo("org.eclipse.angus.mail.smtp.SMTPTransport");
        assertThat(other.getProviders())
                .filteredOn(provider -> provider.getClassName().startsWith("io.github.mailbearer"))
                .isNotEmpty()
                .allSatisfy(provider -> assertThat(provider.getProtocol()).startsWith("x-mailbearer-"));
    }

    @Test
    void onlyTheProtocolsThatOptInAreOurs() throws Exception {
        Session session = Session.getInstance(optedIn());
        assertThat(session.getTransport("smtps").getClass().getName()).startsWith("org.eclipse.angus");
        assertThat(session.getStore("imap").getClass().getName()).startsWith("org.eclipse.angus");
        assertThat(MailBridge.of(session, "imap")).isEmpty();
    }

    @Test
    void aSessionForEachMessageDoesNotMeanATokenForEachMessage() throws Exception {
        Properties properties = optedIn();
        for (int i = 0; i < 5; i++) {
            send(Session.getInstance(properties));
        }
        assertThat(server.counts()).hasToString("5/5/0");
        assertThat(tokens.asked()).isEqualTo(1);
        assertThat(TestTokens.made(properties.getProperty(TestTokens.ISSUER))).isEqualTo(1);
    }

    @Test
    void otherTokenSettingsAreOtherTokens() throws Exception {
        accepted.accept("token-2");
        Properties properties = optedIn();
        send(Session.getInstance(properties));
        properties.setProperty(TestTokens.SECRET, "rotated");
        send(Session.getInstance(properties));
        assertThat(tokens.asked()).isEqualTo(2);
        assertThat(TestTokens.made(properties.getProperty(TestTokens.ISSUER))).isEqualTo(2);
    }

    @Test
    void theGuardKnowsOfRefusalsInOtherSessions() {
        accepted.only();
        Properties properties = optedIn();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> send(Session.getInstance(properties))).isInstanceOf(TokenRejectedException.class);
        }
        assertThatThrownBy(() -> send(Session.getInstance(properties))).isInstanceOf(MailboxPausedException.class);
    }

    @Test
    void whatIsSharedKnowsNothingOfTheApplicationThatCameFirst() {
        Properties properties = optedIn();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader application = new ClassLoader(before) {};
        thread.setContextClassLoader(application);
        try {
            assertThat(settings(properties).hosts()).containsExactly(server.host());
            assertThat(thread.getContextClassLoader()).isSameAs(application);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(TestTokens.madeWith(properties.getProperty(TestTokens.ISSUER)))
                .isSameAs(TestTokens.class.getClassLoader());
    }

    @Test
    void limitsAreSharedByAllSessionsWithTheSameTokens() {
        Properties properties = optedIn();
        properties.setProperty("mailbearer.limits", "microsoft-365");
        MailboxLimits limits = settings(properties).limits();
        assertThat(limits).hasToString(MailboxLimits.microsoft365().toString());
        assertThat(settings(properties).limits()).isSameAs(limits);
    }

    @Test
    void theOtherPropertiesOfOursHold() throws Exception {
        Properties properties = optedIn();
        properties.setProperty("mailbearer.signed-in-as", "person@contoso.example");
        properties.setProperty("mailbearer.scopes", "https://mail.example/send, offline");
        properties.setProperty("mailbearer.require-sender", "true");
        properties.setProperty("mailbearer.provider", "test");
        Session session = Session.getInstance(properties);
        send(session);
        assertThat(tokens.requests())
                .containsExactly(TokenRequest.of("person@contoso.example", "https://mail.example/send", "offline"));

        MimeMessage foreign = message(session);
        foreign.setFrom("other@contoso.example");
        assertThatThrownBy(() -> Transport.send(foreign)).hasMessageContaining("requireSender()");
    }

    @Test
    void aPlatformNamesTheServers() throws Exception {
        Properties properties = new Properties();
        OptIn.CLASSES.forEach((protocol, name) -> properties.setProperty("mail." + protocol + ".class", name));
        properties.setProperty("mailbearer.platform", "MICROSOFT_365");
        properties.setProperty("mail.user", MAILBOX);
        TestTokens.use(tokens, properties);
        Session session = Session.getInstance(properties);

        assertThat(session.getTransport("smtp").getURLName().getHost()).isEqualTo("smtp.office365.com");
        assertThat(session.getStore("imap").getURLName().getHost()).isEqualTo("outlook.office365.com");
        Properties completed =
                MailBridge.of(session, "imap").orElseThrow().session().getProperties();
        assertThat(completed)
                .containsEntry("mail.imap.port", "993")
                .containsEntry("mail.imap.ssl.enable", "true")
                .containsEntry("mail.smtp.port", "587");
        assertThat(settings(properties).hosts()).isEqualTo(MailPlatform.MICROSOFT_365.hosts());
        assertThat(session.getProperty("mail.smtp.host")).isNull();
        assertThatThrownBy(() -> session.getTransport("smtp").connect("evil.example", MAILBOX, null))
                .hasMessageContaining("evil.example does not belong to Microsoft 365");
    }

    @Test
    void aSessionWhosePropertiesAreMendedWorksFromThenOn() throws Exception {
        Properties properties = optedIn();
        properties.setProperty("mailbearer.platfrom", "gmail");
        Session session = Session.getInstance(properties);
        assertThatThrownBy(() -> send(session)).isInstanceOf(MessagingException.class);
        properties.remove("mailbearer.platfrom");
        send(session);
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void aLaterHostOfTheSettingsPageGetsNoToken() throws Exception {
        Properties properties = optedIn();
        Session session = Session.getInstance(properties);
        send(session);
        properties.setProperty("mail.smtp.host", "evil.example");
        assertThatThrownBy(() -> send(session)).hasMessageContaining("evil.example does not belong to");
    }

    @Test
    void threadsThatConnectFirstAtOnceHaveOneBridge() throws Exception {
        Session session = Session.getInstance(optedIn());
        int threads = 8;
        CountDownLatch ready = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<MailBridge>> bridges = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return OptIn.bridge(session);
                    }))
                    .toList();
            Set<MailBridge> distinct = new HashSet<>();
            for (Future<MailBridge> bridge : bridges) {
                distinct.add(bridge.get());
            }
            assertThat(distinct).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
        send(session);
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @Test
    void thePropertyIsNoHindranceToGetInstanceButInstallWouldContradictIt() throws Exception {
        Properties properties = optedIn();
        send(OAuth2Sessions.getInstance(properties, tokens));
        assertSignedInOnceAs(MAILBOX);
        assertThatThrownBy(() -> OAuth2Sessions.install(Session.getInstance(properties), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.smtp.class=" + SMTP_CLASS)
                .hasMessageContaining("remove it");
    }
}
