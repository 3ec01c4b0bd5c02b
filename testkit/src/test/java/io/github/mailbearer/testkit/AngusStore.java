package io.github.mailbearer.testkit;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** Plain Angus Mail reading a mailbox with a token for a password. */
final class AngusStore {

    private final Properties properties = new Properties();
    private final String protocol;

    AngusStore(String protocol, FakeMailServer server) {
        this.protocol = protocol;
        with("host", server.host());
        with("port", String.valueOf(server.port()));
        with("auth.mechanisms", "XOAUTH2");
        with("ssl.socketFactory", server.clientContext().getSocketFactory());
        with("starttls.enable", "true");
        with("timeout", "5000");
        with("connectiontimeout", "5000");
    }

    /** Sets a property of the protocol. */
    AngusStore with(String property, Object value) {
        properties.put("mail." + protocol + "." + property, value);
        return this;
    }

    Store connect(String user, String token) throws MessagingException {
        Store store = Session.getInstance(properties).getStore(protocol);
        store.connect(user, token);
        return store;
    }
}
