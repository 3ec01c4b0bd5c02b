package io.github.mailbearer.mail.real;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import java.util.Locale;

/** A protocol in which Dovecot hands out mail, and how TLS comes onto the connection. */
enum Access {
    IMAP_STARTTLS(MailProtocol.IMAP, TransportSecurity.STARTTLS),
    IMAP_TLS(MailProtocol.IMAP, TransportSecurity.IMPLICIT_TLS),
    POP3_STARTTLS(MailProtocol.POP3, TransportSecurity.STARTTLS),
    POP3_TLS(MailProtocol.POP3, TransportSecurity.IMPLICIT_TLS);

    private final MailProtocol protocol;
    private final TransportSecurity security;

    Access(MailProtocol protocol, TransportSecurity security) {
        this.protocol = protocol;
        this.security = security;
    }

    boolean isImap() {
        return protocol == MailProtocol.IMAP;
    }

    MailServer of(RealServers servers) {
        String plain = protocol.name().toLowerCase(Locale.ROOT);
        String listener = security == TransportSecurity.STARTTLS ? plain : plain + "s";
        return MailServer.of(protocol, "localhost", servers.dovecot().port(listener), security);
    }
}
