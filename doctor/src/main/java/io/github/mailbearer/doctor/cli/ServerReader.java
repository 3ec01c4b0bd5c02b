package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.doctor.Profile;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import java.util.Optional;

/** Reads which mail server is meant. */
final class ServerReader {

    private final Given given;

    ServerReader(Given given) {
        this.given = given;
    }

    MailProtocol protocol() {
        return switch (given.protocol()) {
            case "smtp" -> MailProtocol.SMTP;
            case "imap" -> MailProtocol.IMAP;
            case "pop3" -> MailProtocol.POP3;
            default ->
                throw new UsageException("--protocol " + given.protocol() + " is not known: give smtp, imap or pop3");
        };
    }

    /** The server, if it or anything of it was given. */
    Optional<MailServer> server(Profile profile) {
        Optional<MailServer> usual = profile.platform().server(protocol());
        if (given.value(Option.HOST).isEmpty()
                && given.value(Option.PORT).isEmpty()
                && given.value(Option.TLS).isEmpty()) {
            return Optional.empty();
        }
        String host = given.text(Option.HOST)
                .or(() -> usual.map(MailServer::host))
                .orElseThrow(
                        () -> new UsageException("--host is missing: give the mail server, such as smtp.example.org"));
        return Optional.of(server(host));
    }

    MailPlatform customPlatform() {
        String host = given.text(Option.HOST)
                .orElseThrow(
                        () -> new UsageException(
                                "--host is missing: give the mail server with --profile custom, such as --host smtp.example.org"));
        return MailPlatform.custom("custom", server(host));
    }

    String[] allowedHosts() {
        return given.text(Option.ALLOW_HOST).map(hosts -> hosts.split("[ ,]+")).orElseGet(() -> new String[0]);
    }

    private MailServer server(String host) {
        MailProtocol protocol = protocol();
        int port = given.value(Option.PORT).map(ServerReader::port).orElseGet(() -> usualPort(protocol));
        try {
            return MailServer.of(protocol, host, port, security(protocol, port));
        } catch (IllegalArgumentException e) {
            throw new UsageException(Option.HOST.words() + ": " + e.getMessage(), e);
        }
    }

    private static int port(Given.Value value) {
        if (!value.text().matches("[1-9]\\d{0,4}") || Integer.parseInt(value.text()) > 65535) {
            throw new UsageException(
                    value.name() + " " + value.text() + " is no port: give one from 1 to 65535, such as 587");
        }
        return Integer.parseInt(value.text());
    }

    private int usualPort(MailProtocol protocol) {
        boolean startTls = given.text(Option.TLS).filter("starttls"::equals).isPresent();
        return switch (protocol) {
            case SMTP -> 587;
            case IMAP -> startTls ? 143 : 993;
            case POP3 -> startTls ? 110 : 995;
        };
    }

    private TransportSecurity security(MailProtocol protocol, int port) {
        return given.value(Option.TLS)
                .map(value -> switch (value.text()) {
                    case "starttls" -> TransportSecurity.STARTTLS;
                    case "implicit" -> TransportSecurity.IMPLICIT_TLS;
                    default ->
                        throw new UsageException(
                                value.name() + " " + value.text() + " is not known: give starttls or implicit");
                })
                .orElseGet(() -> (protocol == MailProtocol.SMTP ? port != 465 : port == 143 || port == 110)
                        ? TransportSecurity.STARTTLS
                        : TransportSecurity.IMPLICIT_TLS);
    }
}
