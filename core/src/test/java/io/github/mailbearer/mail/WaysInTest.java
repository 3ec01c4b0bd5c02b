package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.message;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.ReceivedMessage;
import io.github.mailbearer.testkit.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every way in which applications come by a connection leads to one AUTH with a fresh token. */
class WaysInTest extends SmtpTest {

    @Test
    void transportSendWithoutAnything() throws Exception {
        send(session());
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void transportSendWithUserAndPasswordUsesTheUserAndIgnoresThePassword() throws Exception {
        Transport.send(message(session()), "other@contoso.example", "hunter2");
        assertSignedInOnceAs("other@contoso.example");
        assertThat(server.transcript()).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void severalMailboxesOnOneSessionEachGetTheirOwnTokenAndFrom() throws Exception {
        accepted.only("token-1", "token-2");
        Session session = session();
        for (String mailbox : List.of("a@contoso.example", "b@contoso.example")) {
            try (Transport transport = session.getTransport()) {
                transport.connect(mailbox, null);
                MimeMessage message = message(session);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        assertThat(server.counts()).hasToString("2/2/0");
        assertThat(server.messages())
                .extracting(ReceivedMessage::sender)
                .containsExactly("a@contoso.example", "b@contoso.example");
        assertThat(server.messages().get(1).text()).contains("From: b@contoso.example");
        assertThat(tokens.requests())
                .extracting(r -> r.account())
                .containsExactly("a@contoso.example", "b@contoso.example");
    }

    @Test
    void aUrlNamesTheMailbox() throws Exception {
        Session session = session();
        try (Transport transport = session.getTransport(
                new URLName("smtp", server.host(), server.port(), null, "url@contoso.example", "ignored"))) {
            transport.connect();
        }
        assertThat(tokens.requests()).extracting(r -> r.account()).containsExactly("url@contoso.example");
    }

    @Test
    void fromIsTheMailboxUnlessTheMessageNamesAnother() throws Exception {
        Session session = session();
        send(session);
        MimeMessage other = message(session);
        other.setFrom("shared@contoso.example");
        Transport.send(other);
        assertThat(server.messages())
                .extracting(ReceivedMessage::sender)
                .containsExactly(MAILBOX, "shared@contoso.example");
        assertThat(server.messages().get(0).text()).contains("From: " + MAILBOX);
    }

    @Test
    void theSenderThatTheApplicationSetsIsKept() throws Exception {
        send(Mails.to(server, tokens)
                .property("mail.from", "shared@contoso.example")
                .build());
        assertThat(server.messages()).extracting(ReceivedMessage::sender).containsExactly("shared@contoso.example");
    }

    @Test
    void aMessageIsSignedForEachMailboxItIsSentFromAndLeftAsItWas() throws Exception {
        accepted.only("token-1", "token-2");
        Session session = session();
        MimeMessage message = message(session);
        message.saveChanges();
        for (String mailbox : List.of("a@contoso.example", "b@contoso.example")) {
            try (Transport transport = session.getTransport()) {
                transport.connect(mailbox, null);
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        assertThat(server.messages())
                .extracting(ReceivedMessage::sender)
                .containsExactly("a@contoso.example", "b@contoso.example");
        assertThat(message.getHeader("From")).isNull();
    }

    @Test
    void reconnectingATransportKeepsItsMailbox() throws Exception {
        accepted.accept("token-2");
        Transport transport = Mails.to(server, tokens).uncached().build().getTransport();
        transport.connect("b@contoso.example", null);
        transport.close();
        transport.connect();
        transport.close();
        assertThat(tokens.requests()).hasSize(2).extracting(r -> r.account()).containsOnly("b@contoso.example");
    }

    @Test
    void twoThreadsDoNotConnectOneTransport() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Session session = Mails.to(server, request -> {
                    asked.countDown();
                    awaitQuietly(go);
                    return ScriptedTokens.token("token-1");
                })
                .uncached()
                .build();
        try (Transport transport = session.getTransport()) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> {
                try {
                    transport.connect();
                } catch (MessagingException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(transport::connect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another thread");
            go.countDown();
            first.get(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSharedMailboxIsSentFromByTheAccountThatMayUseIt() throws Exception {
        Session session = Mails.to(server, tokens)
                .signedInAs("person@contoso.example")
                .scopes("https://outlook.office.com/SMTP.Send")
                .build();
        send(session);
        assertSignedInOnceAs("person@contoso.example");
        assertThat(server.messages()).extracting(ReceivedMessage::sender).containsExactly(MAILBOX);
        assertThat(tokens.requests().get(0).account()).isEqualTo("person@contoso.example");
        assertThat(tokens.requests().get(0).scopes()).containsExactly("https://outlook.office.com/SMTP.Send");
    }

    @Test
    void implicitTls() throws Exception {
        try (FakeMailServer implicit = FakeMailServer.smtp()
                .security(Security.IMPLICIT_TLS)
                .tokens(accepted)
                .start()) {
            send(OAuth2Sessions.builder(tokens)
                    .server(MailServer.of(
                            MailProtocol.SMTP, implicit.host(), implicit.port(), TransportSecurity.IMPLICIT_TLS))
                    .sslContext(implicit.clientContext())
                    .user(MAILBOX)
                    .build());
            assertThat(implicit.counts()).hasToString("1/1/0");
        }
    }

    @Test
    void theProtocolSmtps() throws Exception {
        try (FakeMailServer implicit = FakeMailServer.smtp()
                .security(Security.IMPLICIT_TLS)
                .tokens(accepted)
                .start()) {
            Properties properties = new Properties();
            properties.setProperty("mail.transport.protocol", "smtps");
            properties.setProperty("mail.transport.protocol.rfc822", "smtps");
            properties.setProperty("mail.smtps.host", implicit.host());
            properties.setProperty("mail.smtps.port", String.valueOf(implicit.port()));
            properties.setProperty("mail.smtps.user", MAILBOX);
            properties.put(
                    "mail.smtps.ssl.socketFactory", implicit.clientContext().getSocketFactory());
            send(OAuth2Sessions.getInstance(properties, tokens));
            assertThat(implicit.counts()).hasToString("1/1/0");
        }
    }

    @Test
    void aSocketConnectedElsewhereIsRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Transport transport = session().getTransport()) {
            assertThatThrownBy(() -> ((org.eclipse.angus.mail.smtp.SMTPTransport) transport).connect(socket))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("use connect(host, …)");
        }
        assertThat(tokens.asked()).isZero();
    }

    @Test
    void nothingOfTheTokenIsKeptInTheSession() throws Exception {
        Session session = session();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            URLName url = transport.getURLName();
            assertThat(session.getPasswordAuthentication(url)).isNull();
            assertThat(url.getPassword()).isNullOrEmpty();
            assertThat(session.getProperties().toString()).doesNotContain("token-1");
        }
    }
}
