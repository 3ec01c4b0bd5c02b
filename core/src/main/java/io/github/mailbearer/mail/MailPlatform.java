package io.github.mailbearer.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider of mailboxes: its servers, and with them the only hosts that may see a token for it. Immutable.
 *
 * <pre>{@code
 * MailPlatform ours = MailPlatform.custom("mail.example.org",
 *     MailServer.of(MailProtocol.SMTP, "mail.example.org", 587, TransportSecurity.STARTTLS));
 * }</pre>
 */
public final class MailPlatform {

    /**
     * Microsoft 365 in the worldwide cloud: {@code smtp.office365.com}, port 587 with STARTTLS. Port 465 is not offered.
     * {@code outlook.office365.com}, where IMAP and POP are spoken, belongs to it as well.
     *
     * @see <a
     *     href="https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth">Microsoft:
     *     Authenticate an IMAP, POP or SMTP connection using OAuth</a>
     */
    public static final MailPlatform MICROSOFT_365 = new MailPlatform(
            "Microsoft 365",
            List.of(MailServer.of(MailProtocol.SMTP, "smtp.office365.com", 587, TransportSecurity.STARTTLS)),
            Set.of("outlook.office365.com"));

    private final String name;
    private final List<MailServer> servers;
    private final Set<String> hosts;

    private MailPlatform(String name, List<MailServer> servers, Set<String> furtherHosts) {
        this.name = name;
        this.servers = servers;
        this.hosts = Stream.concat(servers.stream().map(MailServer::host), furtherHosts.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Describes a platform that is not among the constants.
     *
     * @param name its name, for messages
     * @param servers its servers, one a protocol
     * @return the platform
     * @throws IllegalArgumentException if there is no server, or two for one protocol
     */
    public static MailPlatform custom(String name, MailServer... servers) {
        Objects.requireNonNull(name, "name");
        List<MailServer> list = List.copyOf(Arrays.asList(servers));
        if (list.isEmpty()) {
            throw new IllegalArgumentException("servers is empty: give at least one MailServer.of(…)");
        }
        if (list.stream().map(MailServer::protocol).distinct().count() < list.size()) {
            throw new IllegalArgumentException(
                    "servers holds two of one protocol: give one a protocol, and allowHost(…)"
                            + " further hosts when you build the Session");
        }
        return new MailPlatform(name, list, Set.of());
    }

    /**
     * The platform's name, for messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The platform's server for a protocol.
     *
     * @param protocol the protocol
     * @return the server, or empty if the platform has none
     */
    public Optional<MailServer> server(MailProtocol protocol) {
        return servers.stream().filter(server -> server.protocol() == protocol).findFirst();
    }

    /**
     * The hosts that belong to the platform: nothing else gets its tokens.
     *
     * @return host names in lower case
     */
    public Set<String> hosts() {
        return hosts;
    }

    @Override
    public String toString() {
        return name + servers;
    }
}
