package io.github.mailbearer.examples.diagnosis;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.ConnectGuard;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.Security;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/** Plays one failure, and lets a client run into it that sends, or that reads and waits for mail. */
final class MailRehearsal {

    static final String MAILBOX = "noreply@contoso.com";

    /** Mistakes that Mailbearer does not make: plain Jakarta Mail makes them here. */
    private static final Set<String> MISTAKES = Set.of(
            "commandLineTooLong",
            "gmailCommandLineTooLong",
            "popTwoLinesWanted",
            "imapLoginFailed",
            "imapBasicAuthenticationDisabled",
            "popLogonFailure");

    private final FakeEntra entra;
    private final MailScenario scenario;
    private final String protocol;

    MailRehearsal(FakeEntra entra, MailScenario scenario) {
        this.entra = entra;
        this.scenario = scenario;
        this.protocol = scenario.protocols().iterator().next();
    }

    /** How it ends for the application, if it does not end well. */
    Optional<MessagingException> failure() throws MessagingException {
        entra.reset();
        try (FakeMailServer server = server().tokens(entra.tokens()).start()) {
            server.play(scenario);
            Session session = MISTAKES.contains(scenario.name()) ? plain(server) : ours(server);
            if (protocol.equals("smtp")) {
                send(session);
            } else {
                read(session);
            }
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(e);
        }
    }

    private FakeMailServer.Builder server() {
        FakeMailServer.Builder builder = switch (protocol) {
            case "smtp" -> FakeMailServer.smtp();
            case "imap" -> FakeMailServer.imap();
            default -> FakeMailServer.pop3();
        };
        return builder.security(Security.STARTTLS);
    }

    private Session ours(FakeMailServer server) {
        String token = token();
        return OAuth2Sessions.builder(
                        request -> AccessToken.of(token, Instant.now().plusSeconds(3600)))
                .server(MailServer.of(
                        MailProtocol.valueOf(protocol.toUpperCase(Locale.ROOT)),
                        server.host(),
                        server.port(),
                        TransportSecurity.STARTTLS))
                .sslContext(server.clientContext())
                .guard(ConnectGuard.off())
                .property("mail." + protocol + ".timeout", "1000")
                .user(MAILBOX)
                .build();
    }

    private Session plain(FakeMailServer server) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put("mail.store.protocol", protocol);
        properties.put(prefix + "host", server.host());
        properties.put(prefix + "port", Integer.toString(server.port()));
        properties.put(prefix + "user", MAILBOX);
        properties.put(prefix + "auth", "true");
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.put(prefix + "timeout", "5000");
        if (scenario.name().endsWith("TooLong") || scenario.name().equals("popTwoLinesWanted")) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        String token = token();
        return Session.getInstance(properties, new jakarta.mail.Authenticator() {
            @Override
            protected jakarta.mail.PasswordAuthentication getPasswordAuthentication() {
                return new jakarta.mail.PasswordAuthentication(MAILBOX, token);
            }
        });
    }

    /** What it takes to run into failures that depend on the token. */
    private String token() {
        if (scenario.name().endsWith("TooLong")) {
            entra.tokenLength(5000);
        }
        return entra.issueToken(
                switch (scenario.name()) {
                    case "upnDiffers", "sharedMailboxDelegated" ->
                        Map.of("upn", "jo@contoso.com", "scp", "SMTP.Send", "idtyp", "user");
                    case "adminConsentMissing" -> Collections.<String, @Nullable Object>singletonMap("roles", null);
                    case "hveNearExpiry" ->
                        Map.of("exp", Instant.now().plusSeconds(300).getEpochSecond());
                    case "hveExpired" ->
                        Map.of("exp", Instant.now().minusSeconds(5).getEpochSecond());
                    default -> Map.<String, @Nullable Object>of();
                });
    }

    private static void send(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("other@contoso.com"));
        message.setRecipients(Message.RecipientType.TO, "you@contoso.com");
        message.setSubject("Rehearsal");
        message.setText("…");
        Transport.send(message);
    }

    private void read(Session session) throws MessagingException {
        try (Store store = session.getStore(protocol)) {
            store.connect();
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                if (inbox instanceof IMAPFolder imap && scenario.name().endsWith("Expired")) {
                    imap.idle(true);
                }
                inbox.getMessageCount();
            }
        }
    }
}
