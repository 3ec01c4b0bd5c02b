package io.github.mailbearer.examples.connect;

import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.ConnectedMailbox;
import io.github.mailbearer.msal.ConnectionHealth;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.FileTokenCacheStore;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;

/** The application as it is after a start: everything it knows of the mailbox comes from the store. */
final class Installation {

    private final MailSystem system;
    private final MailboxConnector connector;
    private final Session session;

    Installation(MailSystem system, Path directory, URI callback) {
        this.system = system;
        EntraApplication application = system.application();
        TokenCacheStore store = TokenCacheStore.encrypted(
                FileTokenCacheStore.in(directory.resolve("mailboxes")),
                EncryptionKeys.fromFileOrNew(directory.resolve("keys")));
        connector = MailboxConnector.builder(application, store)
                .redirectUri(callback)
                .scopes(system.scopes())
                .build();
        session = system.equip(OAuth2Sessions.builder(MsalTokenProvider.delegated(application, store)))
                .user(system.mailbox())
                .build();
    }

    MailboxConnector connector() {
        return connector;
    }

    boolean isConnected() {
        return connector
                .find(system.mailbox())
                .map(ConnectedMailbox::health)
                .filter(health -> health != ConnectionHealth.SIGN_IN_NEEDED)
                .isPresent();
    }

    void send(String text) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, system.recipient());
        message.setSubject("A message from " + system.mailbox());
        message.setText(text);
        Transport.send(message);
    }
}
