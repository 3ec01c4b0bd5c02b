package io.github.mailbearer.examples;

import io.github.mailbearer.mail.SignedIn;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.TimeUnit;
import org.bbottema.clusteredobjectpool.core.api.ResourceKey.ResourcePoolKey;
import org.bbottema.genericobjectpool.PoolableObject;
import org.bbottema.genericobjectpool.util.Timeout;
import org.simplejavamail.smtpconnectionpool.SessionTransport;
import org.simplejavamail.smtpconnectionpool.SmtpClusterConfig;
import org.simplejavamail.smtpconnectionpool.SmtpConnectionPool;

/** Sends over a pool of connections, each of which is opened anew once its token has run out. */
public final class SendFromPool {

    private SendFromPool() {}

    static SmtpConnectionPool pool() {
        SmtpClusterConfig config = new SmtpClusterConfig();
        config.getConfigBuilder()
                .defaultMaxPoolSize(3) // Exchange gives a mailbox no more at once
                .claimTimeout(new Timeout(1, TimeUnit.MINUTES));
        return new SmtpConnectionPool(config);
    }

    static void send(SmtpConnectionPool pool, Session session, MimeMessage message)
            throws MessagingException, InterruptedException {
        PoolableObject<SessionTransport> claimed = pool.claimResourceFromPool(new ResourcePoolKey<>(session));
        if (claimed == null) {
            throw new MessagingException("no connection of the pool was free for a minute");
        }
        boolean sent = false;
        try {
            Transport transport = claimed.getAllocatedObject().getTransport();
            if (SignedIn.of(transport).tokenHasRunOut()) {
                transport.close();
                transport.connect();
            }
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
            sent = true;
        } finally {
            if (sent) {
                claimed.release();
            } else {
                claimed.invalidate(); // nobody knows what state it is in
            }
        }
    }
}
