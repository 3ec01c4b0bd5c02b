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
                        "Sessions with these properties do not work.", Remedy.of(fault, List.of()), lines()))
                .orElseGet(() -> foreign(properties)
                        .map(foreign -> Finding.warn(foreign, lines()))
                        .orElseGet(() -> Finding.pass("Mailbearer takes them, and adds what is missing.")));
        return finding.with("properties", properties.size());
    }

    private Optional<String> fault(Properties properties) {
        String port = properties.getProperty("mail.smtp.port", properties.getProperty("mail.smtps.port", ""));
        if (setUp.profile().isMicrosoft() && port.equals("465")) {
            return Optional.of("Exchange Online does not offer port 465: set mail.smtp.port=587 and use STARTTLS.");
        }
        String oneLine = prefix() + "auth.xoauth2.two.line.authentication.format";
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

    /** Properties that the protocol does not read, while it has none of its own. */
    private Optional<String> foreign(Properties properties) {
        String other = prefix().endsWith("s.") ? prefix().replace("s.", ".") : prefix().replaceFirst("\\.$", "s.");
        boolean own = properties.stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix()));
        boolean others = properties.stringPropertyNames().stream().anyMatch(name -> name.startsWith(other));
        return !own && others
                ? Optional.of("The properties begin with " + other + ", which "
                        + prefix().substring(5, prefix().length() - 1) + " does not read.")
                : Optional.empty();
    }

    private String prefix() {
        String name = setUp.protocol().name().toLowerCase(Locale.ROOT);
        boolean implicit = setUp.server().security() == TransportSecurity.IMPLICIT_TLS;
        return "mail." + name + (implicit ? "s." : ".");
    }

    private Remedy lines() {
        MailServer server = setUp.server();
        List<String> lines = new ArrayList<>(List.of(
                prefix() + "host=" + server.host(),
                prefix() + "port=" + server.port(),
                prefix() + "user=" + setUp.settings().mailbox,
                prefix() + "auth.mechanisms=XOAUTH2"));
        if (server.security() == TransportSecurity.STARTTLS) {
            lines.add(prefix() + "starttls.enable=true");
            lines.add(prefix() + "starttls.required=true");
        }
        if (setUp.protocol() == MailProtocol.POP3) {
            lines.add(prefix() + "auth.xoauth2.two.line.authentication.format="
                    + setUp.profile().platform().pop3TokenOnItsOwnLine());
        }
        return Remedy.of("These work: " + String.join(", ", lines) + ".", List.of());
    }
}
