package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** 0g: whether the properties of the application's Session let it sign in, by asking the library itself. */
final class PropertiesCheck extends Examination {

    private final SetUp setUp;

    PropertiesCheck(SetUp setUp) {
        super("0g", "Properties of the Session");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        Properties properties = setUp.settings().sessionProperties;
        if (properties == null) {
            return Finding.notNeeded("No properties were given.");
        }
        Finding finding = fault(properties)
                .map(fault -> Finding.fail(
                        "Sessions with these properties do not work.", Remedy.of(fault, List.of()), lines(properties)))
                .orElseGet(() -> foreign(properties)
                        .map(foreign -> Finding.warn(foreign, lines(properties)))
                        .orElseGet(() -> Finding.pass("Mailbearer takes them, and adds what is missing.")));
        return finding.with("properties", properties.size());
    }

    private Optional<String> fault(Properties properties) {
        String port = properties.getProperty("mail.smtp.port", properties.getProperty("mail.smtps.port", ""));
        if (setUp.profile().isMicrosoft() && port.equals("465")) {
            return Optional.of("Exchange Online does not offer port 465: set mail.smtp.port=587 and use STARTTLS.");
        }
        String oneLine = prefix(properties) + "auth.xoauth2.two.line.authentication.format";
        if (setUp.protocol() == MailProtocol.POP3
                && setUp.profile().platform().pop3TokenOnItsOwnLine()
                && "false".equalsIgnoreCase(properties.getProperty(oneLine))) {
            return Optional.of(oneLine + "=false makes Microsoft close the connection (-ERR Protocol error): remove it"
                    + " or set it to true.");
        }
        try {
            OAuth2Sessions.getInstance(properties, request -> AccessToken.of("none", Instant.MAX));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Properties that the chosen protocol does not read, while it has none of its own. */
    private Optional<String> foreign(Properties properties) {
        String base = base();
        String name = name(properties);
        String other = name.equals(base) ? base + "s" : base;
        return !has(properties, name) && has(properties, other)
                ? Optional.of("The properties begin with mail." + other + ", and " + name + " does not read those.")
                : Optional.empty();
    }

    private String prefix(Properties properties) {
        return "mail." + name(properties) + ".";
    }

    /** The name by which the application asks for the protocol, as far as its properties tell. */
    private String name(Properties properties) {
        String chosen = properties.getProperty(
                setUp.protocol() == MailProtocol.SMTP ? "mail.transport.protocol" : "mail.store.protocol", "");
        if (chosen.equals(base()) || chosen.equals(base() + "s")) {
            return chosen;
        }
        return has(properties, base() + "s") && !has(properties, base()) ? base() + "s" : base();
    }

    private String base() {
        return setUp.protocol().name().toLowerCase(Locale.ROOT);
    }

    private static boolean has(Properties properties, String name) {
        return properties.stringPropertyNames().stream().anyMatch(each -> each.startsWith("mail." + name + "."));
    }

    private Remedy lines(Properties properties) {
        MailServer server = setUp.server();
        String prefix = prefix(properties);
        List<String> lines = new ArrayList<>(List.of(
                prefix + "host=" + server.host(),
                prefix + "port=" + server.port(),
                prefix + "user=" + setUp.settings().mailbox,
                prefix + "auth.mechanisms=XOAUTH2"));
        if (server.security() == TransportSecurity.STARTTLS) {
            lines.add(prefix + "starttls.enable=true");
            lines.add(prefix + "starttls.required=true");
        }
        if (server.security() == TransportSecurity.IMPLICIT_TLS
                && name(properties).equals(base())) {
            lines.add(prefix + "ssl.enable=true");
        }
        if (setUp.protocol() == MailProtocol.POP3) {
            lines.add(prefix + "auth.xoauth2.two.line.authentication.format="
                    + setUp.profile().platform().pop3TokenOnItsOwnLine());
        }
        return Remedy.of("These work: " + String.join(", ", lines) + ".", List.of());
    }
}
