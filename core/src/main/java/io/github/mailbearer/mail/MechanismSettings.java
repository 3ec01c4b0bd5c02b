package io.github.mailbearer.mail;

import io.github.mailbearer.sasl.SaslMechanism;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which mechanisms a Session's properties want for each protocol, in {@code mail.smtp.auth.mechanisms} and the like. */
final class MechanismSettings {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.mail");

    private static final String NOTE = ".mechanisms";

    private final Properties properties;

    /** By protocol, since each connect asks. */
    private final Map<String, List<SaslMechanism>> preferred = new ConcurrentHashMap<>();

    MechanismSettings(Properties properties) {
        this.properties = properties;
    }

    /** Angus must be told XOAUTH2, or it does not call us; what the application prefers is kept beside it. */
    void note(String protocol) {
        check(protocol);
        String wanted = text(property(protocol));
        String note = noteFor(protocol);
        if (wanted != null && !wanted.strip().equalsIgnoreCase(SaslMechanism.XOAUTH2.name())) {
            properties.setProperty(note, names(thatCarryTokens(wanted)));
        } else if (properties.get(note) == null) {
            properties.setProperty(
                    note, wanted == null ? names(Stream.of(SaslMechanism.values())) : SaslMechanism.XOAUTH2.name());
        }
        properties.setProperty(property(protocol), SaslMechanism.XOAUTH2.name());
    }

    /**
     * Refuses mechanisms of which none carries a token, and mentions those that do not.
     *
     * @throws IllegalArgumentException naming the property and the right value
     */
    void check(String protocol) {
        String property = property(protocol);
        String wanted = text(property);
        if (wanted == null) {
            return;
        }
        long carryTokens = thatCarryTokens(wanted).count();
        String right = property + "=" + SaslMechanism.XOAUTH2;
        if (carryTokens == 0) {
            throw new IllegalArgumentException(
                    property + "=" + wanted + " leaves no mechanism that carries a token: remove it or set " + right);
        }
        if (carryTokens < wanted.strip().split("\\s+").length) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}={1} names mechanisms that carry no token; they are never used here: set {2}",
                    property,
                    wanted,
                    right);
        }
    }

    /** The mechanisms for a protocol, the preferred one first. */
    List<SaslMechanism> of(String protocol) {
        return preferred.computeIfAbsent(protocol, asked -> {
            String noted = text(noteFor(asked));
            return noted == null
                    ? List.of(SaslMechanism.values())
                    : thatCarryTokens(noted).toList();
        });
    }

    /** Whether a property is one of those that we leave in a Session for ourselves. */
    static boolean isNote(String name) {
        return name.startsWith(OwnProperties.PREFIX) && name.endsWith(NOTE);
    }

    private static String property(String protocol) {
        return "mail." + protocol + ".auth.mechanisms";
    }

    private static String noteFor(String protocol) {
        return OwnProperties.PREFIX + protocol + NOTE;
    }

    private static String names(Stream<SaslMechanism> mechanisms) {
        return mechanisms.map(SaslMechanism::name).collect(Collectors.joining(" "));
    }

    private static Stream<SaslMechanism> thatCarryTokens(String names) {
        return Arrays.stream(names.strip().split("\\s+"))
                .flatMap(name -> Arrays.stream(SaslMechanism.values())
                        .filter(mechanism -> mechanism.name().equalsIgnoreCase(name)));
    }

    private @Nullable String text(String name) {
        Object value = properties.get(name);
        return value == null ? null : value.toString();
    }
}
