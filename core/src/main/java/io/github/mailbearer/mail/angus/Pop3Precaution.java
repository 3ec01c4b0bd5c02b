package io.github.mailbearer.mail.angus;

import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.eclipse.angus.mail.util.PropUtil;

/**
 * Sees to it that Angus sends the token as a token and under TLS, though the properties it goes by may have been changed
 * since they were checked: it reads some when the store is made, others when it connects.
 *
 * @param prefix what the names of the properties begin with, such as {@code mail.pop3.}
 * @param tls whether Angus was told to connect with TLS or not at all
 */
record Pop3Precaution(String prefix, boolean tls) {

    /** Reads, at the time when Angus does, what it reads when the store is made. */
    static Pop3Precaution of(Properties properties, String protocol, boolean implicitTls) {
        String prefix = "mail." + protocol + ".";
        boolean tls = implicitTls
                || PropUtil.getBooleanProperty(properties, prefix + "ssl.enable", false)
                || PropUtil.getBooleanProperty(properties, prefix + "starttls.required", false);
        return new Pop3Precaution(prefix, tls);
    }

    /** Looks at what Angus is about to read; any other mechanism would carry the token as a password. */
    void check(Session session, Pop3SignIn signIn) throws MessagingException {
        String property = prefix + "auth.mechanisms";
        String mechanisms = session.getProperty(property);
        if (mechanisms == null || !mechanisms.strip().equalsIgnoreCase(SaslMechanism.XOAUTH2.name())) {
            throw new MessagingException(property + (mechanisms == null ? " is no longer set" : "=" + mechanisms)
                    + ", so the token could be sent as a password: set " + property + "=" + SaslMechanism.XOAUTH2);
        }
        signIn.requireProtection(tls);
    }
}
