package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;

/** Looks at the socket factories of a Session for one of Angus' own that asks no server for its identity. */
final class SocketFactories {

    private SocketFactories() {}

    /**
     * Refuses a factory that accepts any certificate: to the token that is the same as {@code ssl.trust=*}.
     *
     * @throws MessagingException naming the property and what to do
     */
    static void refuseBlindTrust(Properties properties, String protocol) throws MessagingException {
        for (String kind : new String[] {".ssl.socketFactory", ".socketFactory"}) {
            String name = "mail." + protocol + kind;
            if (properties.get(name) instanceof MailSSLSocketFactory factory
                    && (factory.isTrustAllHosts() || factory.getTrustedHosts() != null)) {
                throw new MessagingException(
                        name + " is a MailSSLSocketFactory that accepts any certificate, so anybody"
                                + " on the way gets the token: remove it, or give it trust managers that know the authority");
            }
        }
    }
}
