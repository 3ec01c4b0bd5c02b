package io.github.mailbearer.mail;

import jakarta.mail.Provider;

/**
 * The entry in a Session's table of providers that leads to our transport, and carries the bridge to it.
 *
 * <p>It is a class of our own for two reasons: the Session looks for the transport's class with the loader of its
 * provider's class, and a transport finds its bridge here, so that nothing has to be put into the Session's properties.
 */
final class BridgeProvider extends Provider {

    private final MailBridge bridge;

    BridgeProvider(Type type, String protocol, String className, MailBridge bridge) {
        super(type, protocol, className, "Mailbearer", null);
        this.bridge = bridge;
    }

    MailBridge bridge() {
        return bridge;
    }
}
