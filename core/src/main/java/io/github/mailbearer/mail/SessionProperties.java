package io.github.mailbearer.mail;

import io.github.mailbearer.sasl.SaslMechanism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mail.*} properties of a Session: which ones a token needs, and which ones would betray it.
 *
 * <p>Names of properties stand in this file, in {@link MechanismSettings} and in {@link UselessSettings}. Defaults and meanings are those of Angus Mail 2.
 */
final class SessionProperties {

    /** Lets tests talk to a server on this machine without TLS. */
    static final String CLEARTEXT_TO_LOOPBACK = OwnProperties.PREFIX + "allow-cleartext-to-loopback";

    /** Unset, these wait for ever; in milliseconds. */
    private static final Map<String, String> BOUNDS =
            Map.of("connectiontimeout", "10000", "timeout", "20000", "writetimeout", "20000");

    private static final Pattern LOOPBACK_LITERAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private static final String POP3_TWO_LINES = ".auth.xoauth2.two.line.authentication.format";

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private final Properties properties;

    private final MechanismSettings mechanisms;

    SessionProperties(Properties properties) {
        this.properties = properties;
        this.mechanisms = new MechanismSettings(properties);
    }

    /** Copies properties with their defaults, and with values that are no strings. */
    static Properties copyOf(Properties original) {
        Properties copy = new Properties();
        for (String name : original.stringPropertyNames()) {
            copy.setProperty(name, original.getProperty(name));
        }
        original.forEach(copy::putIfAbsent);
        return copy;
    }

    /** Adds what is missing and refuses what is dangerous, for every name of every protocol we sign in to. */
    void complete() {
        UselessSettings.mention(properties);
        eachName((protocol, name) -> {
            mechanisms.note(protocol);
            completeStartTls(protocol, name);
            putIfAbsent(name + ".ssl.protocols", "TLSv1.3 TLSv1.2");
            putIfAbsent(name + ".socketFactory.fallback", "false");
            BOUNDS.forEach((bound, millis) -> putIfAbsent(name + "." + bound, millis));
        });
        MailProtocol.SMTP.names().forEach(name -> putIfAbsent("mail." + name + ".auth", "true"));
        MailProtocol.POP3.names().forEach(name -> putIfAbsent("mail." + name + POP3_TWO_LINES, "true"));
        refuseDangerous();
        eachName((protocol, name) -> {
            if (mayBeCleartext(name)) {
                properties.put(name + ".socketFactory", new LoopbackSocketFactory());
            }
        });
    }

    private void completeStartTls(String protocol, String name) {
        if (MailProtocol.POP3.names().contains(protocol) && implicitTls(name)) {
            // Angus' POP3 would ask for STLS under TLS too, where no server offers it (ImplicitTlsTest).
            properties.setProperty(name + ".starttls.enable", "false");
            properties.setProperty(name + ".starttls.required", "false");
        } else {
            putIfAbsent(name + ".starttls.enable", "true");
            putIfAbsent(name + ".starttls.required", String.valueOf(!cleartextToLoopback()));
        }
    }

    /**
     * Refuses settings that would send the token in clear text, to a stranger, to a log or not at all.
     *
     * @throws IllegalArgumentException naming the property and the right value
     */
    void refuseDangerous() {
        refuseIf(
                isTrue("mail.debug.auth"),
                "mail.debug.auth=true would print the token: remove it, mail.debug=true alone is safe");
        eachName((protocol, name) -> {
            mechanisms.check(protocol);
            refuseUnlessTrue(name + ".auth", "the connection would not be authenticated");
            refuseIf(
                    isTrue(name + ".sasl.enable"),
                    name
                            + ".sasl.enable=true takes the token around the checks and hides the server's answer: remove it");
            refuseIf(
                    "false".equalsIgnoreCase(text(name + ".ssl.checkserveridentity")),
                    name
                            + ".ssl.checkserveridentity=false would give the token to any server with a certificate: remove"
                            + " it; a private authority's certificates are accepted with sslContext(SSLContext)");
            refuseTrust(name + ".ssl.trust");
            refuseOtherProvider(protocol);
            refuseIf(
                    isTrue(name + ".disablecapa"),
                    name + ".disablecapa=true keeps Angus from learning that the server takes tokens: remove it");
            MicrosoftPorts.refuse(text(name + ".host"), text(name + ".port"), name + ".port");
            if (!implicitTls(name) && !cleartextToLoopback()) {
                String danger = "the token would travel in clear text (only " + CLEARTEXT_TO_LOOPBACK
                        + "=true allows that, for tests against 127.0.0.1 or ::1)";
                refuseUnlessTrue(name + ".starttls.enable", danger);
                refuseUnlessTrue(name + ".starttls.required", danger);
            }
            refuseDetour(name);
        });
    }

    /** The mechanisms for a protocol, the preferred one first. */
    List<SaslMechanism> mechanisms(String protocol) {
        return mechanisms.of(protocol);
    }

    private void refuseTrust(String property) {
        String trust = text(property);
        refuseIf(
                trust != null
                        && !Arrays.stream(trust.strip().split("\\s+"))
                                .allMatch(host -> LOOPBACK_LITERAL.matcher(host).matches()),
                property + "=" + trust + " accepts any certificate, so anybody on the way gets the token: remove it; a"
                        + " private authority's certificates are accepted with sslContext(SSLContext)");
    }

    private void refuseOtherProvider(String protocol) {
        String property = "mail." + protocol + ".class";
        refuseIf(
                text(property) != null && !OptIn.isOurs(protocol, text(property)),
                property + "=" + text(property) + " names another implementation, which would not be given a token:"
                        + " remove it");
    }

    /** A detour makes the address of the socket say nothing about where the clear text ends up. */
    private void refuseDetour(String name) {
        if (!mayBeCleartext(name)) {
            return;
        }
        refuseIf(
                isTrue(name + ".socketFactory.fallback"),
                name + ".socketFactory.fallback=true together with " + CLEARTEXT_TO_LOOPBACK
                        + "=true could carry a token" + " in clear text off this machine: remove one of the two");
        for (String detour : new String[] {".proxy.host", ".socks.host", ".socketFactory", ".socketFactory.class"}) {
            Object value = properties.get(name + detour);
            refuseIf(
                    value != null && !(value instanceof LoopbackSocketFactory),
                    name + detour + " together with " + CLEARTEXT_TO_LOOPBACK
                            + "=true could carry a token in clear text off" + " this machine: remove one of the two");
        }
    }

    private boolean mayBeCleartext(String name) {
        return cleartextToLoopback() && !implicitTls(name) && !isTrue(name + ".starttls.required");
    }

    /** Whether a connection may do without TLS: only if its socket cannot leave this machine. */
    boolean allowsCleartext(String protocol) {
        return properties.get("mail." + protocol + ".socketFactory") instanceof LoopbackSocketFactory;
    }

    private boolean cleartextToLoopback() {
        return isTrue(CLEARTEXT_TO_LOOPBACK);
    }

    private boolean implicitTls(String name) {
        return name.endsWith("s") || isTrue(name + ".ssl.enable");
    }

    /** The port of a protocol, Angus' default unless it is set. */
    int port(String protocol) {
        String port = text("mail." + protocol + ".port");
        if (port != null && PORT.matcher(port.strip()).matches()) {
            return Integer.parseInt(port.strip());
        }
        boolean tls = implicitTls("mail." + protocol);
        return switch (protocol) {
            case "imap", "imaps" -> tls ? 993 : 143;
            case "pop3", "pop3s" -> tls ? 995 : 110;
            default -> tls ? 465 : 25;
        };
    }

    /** The mailbox that connections of a protocol sign in as unless they say otherwise. */
    @Nullable
    String user(String protocol) {
        String user = text("mail." + protocol + ".user");
        return user == null ? text("mail.user") : user;
    }

    void mailbox(String mailbox) {
        properties.setProperty("mail.user", mailbox);
        eachName((protocol, name) -> properties.setProperty(name + ".user", mailbox));
    }

    /** Checks the mailboxes that the properties name, and makes the first the sender unless they name one. */
    void checkMailboxes() {
        List<String> named = new ArrayList<>();
        eachName((protocol, name) -> named.add(name + ".user"));
        named.removeIf(name -> text(name) == null);
        for (String name : named.isEmpty() ? List.of("mail.user") : named) {
            if (text(name) != null) {
                Mailbox.checked(name, text(name));
            }
        }
        sendingMailboxes().findFirst().ifPresent(mailbox -> putIfAbsent("mail.from", mailbox));
    }

    /** The mailboxes that the properties name for sending. Who only reads is nobody's sender. */
    private Stream<String> sendingMailboxes() {
        return Stream.concat(
                        MailProtocol.SMTP.names().stream().map(name -> "mail." + name + ".user"),
                        Stream.of("mail.user"))
                .map(this::text)
                .flatMap(Stream::ofNullable);
    }

    /** Who a message is from that does not say it: whom the application names, else the mailbox that signs in. */
    String sender(String mailbox) {
        String sender = text("mail.from");
        return sender == null || sendingMailboxes().anyMatch(sender::equals) ? mailbox : sender;
    }

    /** The hosts that the properties name. */
    Set<String> hosts() {
        Set<String> names = new HashSet<>(Set.of("mail.host"));
        eachName((protocol, name) -> names.add(name + ".host"));
        return names.stream()
                .map(this::text)
                .filter(Objects::nonNull)
                .map(MailServer::normalHost)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds the servers that were named one by one, and those of a platform for the other protocols. */
    void servers(Collection<MailServer> named, @Nullable MailPlatform platform) {
        named.forEach(this::server);
        if (platform == null) {
            return;
        }
        for (MailProtocol protocol : MailProtocol.values()) {
            if (named.stream().noneMatch(server -> server.protocol() == protocol)) {
                platform.server(protocol).ifPresent(this::server);
            }
        }
        if (!platform.pop3TokenOnItsOwnLine()) {
            MailProtocol.POP3.names().forEach(name -> putIfAbsent("mail." + name + POP3_TWO_LINES, "false"));
        }
    }

    private void server(MailServer server) {
        for (String protocol : server.protocol().names()) {
            putIfAbsent("mail." + protocol + ".host", server.host());
            putIfAbsent("mail." + protocol + ".port", String.valueOf(server.port()));
            if (server.security() == TransportSecurity.IMPLICIT_TLS) {
                putIfAbsent("mail." + protocol + ".ssl.enable", "true");
            }
        }
        putIfAbsent(server.protocol().choice(), server.protocol().names().get(0));
    }

    void sslSocketFactory(Object factory) {
        eachName((protocol, name) -> properties.put(name + ".ssl.socketFactory", factory));
    }

    private static void eachName(BiConsumer<String, String> action) {
        for (MailProtocol protocol : MailProtocol.values()) {
            protocol.names().forEach(name -> action.accept(name, "mail." + name));
        }
    }

    private void putIfAbsent(String name, String value) {
        if (properties.get(name) == null) {
            properties.setProperty(name, value);
        }
    }

    private void refuseUnlessTrue(String name, String danger) {
        refuseIf(
                properties.get(name) != null && !isTrue(name),
                name + "=" + text(name) + " is refused, " + danger + ": remove it or set " + name + "=true");
    }

    private static void refuseIf(boolean dangerous, String message) {
        if (dangerous) {
            throw new IllegalArgumentException(message);
        }
    }

    private boolean isTrue(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    private @Nullable String text(String name) {
        Object value = properties.get(name);
        return value == null ? null : value.toString();
    }
}
