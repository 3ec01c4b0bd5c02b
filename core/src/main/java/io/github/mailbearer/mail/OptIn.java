package io.github.mailbearer.mail;

import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that sign in with tokens because their properties say so, by {@code mail.smtp.class} and the like.
 *
 * <p>Every Session of the JVM knows the classes, under protocol names that nobody uses; so only a Session whose own
 * property names one gets it. Its bridge is made at its first connection and kept in its own table of providers.
 */
final class OptIn {

    /** By Jakarta Mail's name of the protocol. Named, not imported: arrows point down. */
    static final Map<String, String> CLASSES = Map.of(
            "smtp", "io.github.mailbearer.mail.angus.OptInSmtpTransport",
            "smtps", "io.github.mailbearer.mail.angus.OptInSmtpsTransport",
            "imap", "io.github.mailbearer.mail.angus.OptInImapStore",
            "imaps", "io.github.mailbearer.mail.angus.OptInImapsStore",
            "pop3", "io.github.mailbearer.mail.angus.OptInPop3Store",
            "pop3s", "io.github.mailbearer.mail.angus.OptInPop3sStore");

    private static final String BRIDGE = "x-mailbearer-bridge";

    private OptIn() {}

    /** Whether a property names our class for its protocol. */
    static boolean isOurs(String protocol, @Nullable String className) {
        return className != null && className.equals(CLASSES.get(protocol));
    }

    /**
     * Refuses a Session that opted in already.
     *
     * @throws IllegalArgumentException naming the property
     */
    static void refuse(Properties properties) {
        CLASSES.forEach((protocol, className) -> {
            String property = "mail." + protocol + ".class";
            if (className.equals(properties.getProperty(property))) {
                throw new IllegalArgumentException(property + "=" + className
                        + " makes the Session sign in with the token provider of its properties: remove it, or do not"
                        + " install another one");
            }
        });
    }

    /**
     * Finds the bridge of a Session that opted in, or makes it.
     *
     * @throws IllegalArgumentException if a property is missing or wrong, naming it and the right form
     * @throws IllegalStateException if Angus Mail 2 or what makes tokens does not work
     */
    static MailBridge bridge(Session session) {
        return known(session).orElseGet(() -> {
            // Of two threads that get here at once the first wins: a Session keeps the first provider of a protocol.
            session.addProvider(
                    new BridgeProvider(Provider.Type.TRANSPORT, BRIDGE, MailBridge.class.getName(), checked(session)));
            return known(session).orElseThrow();
        });
    }

    private static Optional<MailBridge> known(Session session) {
        try {
            return Optional.of(((BridgeProvider) session.getProvider(BRIDGE)).bridge());
        } catch (NoSuchProviderException notYet) {
            return Optional.empty();
        }
    }

    /** An error here would be a transport that Jakarta Mail says it does not have. */
    private static MailBridge checked(Session session) {
        try {
            return made(session);
        } catch (LinkageError missing) {
            throw new IllegalStateException(
                    "a class that is needed to make tokens cannot be used: " + missing + ". Add the jar it is in, or"
                            + " the version that fits",
                    missing);
        }
    }

    private static MailBridge made(Session session) {
        OwnProperties properties = OwnProperties.of(session.getProperties());
        TokenProviderFactories factories = TokenProviderFactories.find();
        properties.refuseUnknown(factories.properties());
        SharedTokens shared = SharedTokens.of(factories.choose(properties.text(OwnProperties.PROVIDER)), properties);
        SessionRecipe recipe = new SessionRecipe(shared.tokens());
        recipe.guard = shared.guard();
        recipe.limitsOf = shared::limits;
        return recipe.bridge(session);
    }
}
