package io.github.mailbearer.mail;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one protocol of a mail platform is spoken. Immutable.
 *
 * <pre>{@code
 * MailServer.of(MailProtocol.SMTP, "smtp.example.org", 587, TransportSecurity.STARTTLS)
 * }</pre>
 */
public final class MailServer {

    private final MailProtocol protocol;
    private final String host;
    private final int port;
    private final TransportSecurity security;

    private MailServer(MailProtocol protocol, String host, int port, TransportSecurity security) {
        this.protocol = protocol;
        this.host = host;
        this.port = port;
        this.security = security;
    }

    /**
     * Names a server.
     *
     * @param protocol what it speaks
     * @param host its DNS name, the one in its certificate
     * @param port its TCP port, 1 to 65535
     * @param security how TLS comes onto the connection
     * @return the server
     * @throws IllegalArgumentException if the host is no host name or the port is out of range
     */
    public static MailServer of(MailProtocol protocol, String host, int port, TransportSecurity security) {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(security, "security");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + ": give one from 1 to 65535, such as 587");
        }
        return new MailServer(protocol, checkedHost("host", host), port, security);
    }

    /**
     * Brings a host name into the form in which two of them are compared: lower case, without the root's dot.
     *
     * @throws IllegalArgumentException if it is no host name
     */
    static String checkedHost(String argument, String host) {
        Objects.requireNonNull(host, argument);
        String normal = normalHost(host);
        if (normal.isEmpty() || normal.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@' || c == 0x7F)) {
            throw new IllegalArgumentException(argument + " \"" + host.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not a host name: give the name alone, such as smtp.example.org");
        }
        return normal;
    }

    static String normalHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * What the server speaks.
     *
     * @return the protocol
     */
    public MailProtocol protocol() {
        return protocol;
    }

    /**
     * The server's DNS name.
     *
     * @return the name in lower case, without a final dot
     */
    public String host() {
        return host;
    }

    /**
     * The server's TCP port.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    /**
     * How TLS comes onto the connection.
     *
     * @return the way
     */
    public TransportSecurity security() {
        return security;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailServer that
                && protocol == that.protocol
                && host.equals(that.host)
                && port == that.port
                && security == that.security;
    }

    @Override
    public int hashCode() {
        return Objects.hash(protocol, host, port, security);
    }

    @Override
    public String toString() {
        return protocol + " " + host + ":" + port + " " + security;
    }
}
