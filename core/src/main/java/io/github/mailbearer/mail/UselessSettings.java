package io.github.mailbearer.mail;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Says in the log which settings of a Session do not do what they seem to. */
final class UselessSettings {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.mail");

    private final Properties properties;

    private UselessSettings(Properties properties) {
        this.properties = properties;
    }

    /** Mentions each by name, with the right one. */
    static void mention(Properties properties) {
        UselessSettings settings = new UselessSettings(properties);
        for (MailProtocol protocol : MailProtocol.values()) {
            settings.mentionOtherPrefixes(protocol);
        }
        MailProtocol.IMAP.names().forEach(settings::mentionFolderClass);
    }

    /** Without a choice transports are smtp; which name a store will have is not known then. */
    private void mentionOtherPrefixes(MailProtocol protocol) {
        String chosen = text(protocol.choice());
        String used = chosen == null && protocol == MailProtocol.SMTP
                ? protocol.names().get(0)
                : chosen;
        if (used != null && protocol.names().contains(used)) {
            protocol.names().stream()
                    .filter(name -> !name.equals(used))
                    .forEach(other -> mentionPrefix("mail." + other + ".", "mail." + used + "."));
        }
    }

    private void mentionPrefix(String other, String used) {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(other) && text(used + name.substring(other.length())) == null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} has no effect unless the application asks for that protocol; this Session''s reads {1}*: set {2}",
                        name,
                        used,
                        used + name.substring(other.length()));
            }
        }
    }

    private void mentionFolderClass(String name) {
        String property = "mail." + name + ".folder.class";
        if (text(property) != null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is set, so failures to sign in reach folders without their cause: remove it, or ask"
                            + " SignedIn.of(store).lastAuthenticationFailure()",
                    property);
        }
    }

    private @Nullable String text(String name) {
        Object value = properties.get(name);
        return value == null ? null : value.toString();
    }
}
