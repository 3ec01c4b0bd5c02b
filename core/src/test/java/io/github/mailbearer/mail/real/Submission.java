package io.github.mailbearer.mail.real;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;

/** A real server that takes mail, and how TLS comes onto the connection. */
enum Submission {
    DOVECOT_STARTTLS(TransportSecurity.STARTTLS),
    DOVECOT_TLS(TransportSecurity.IMPLICIT_TLS),
    POSTFIX_STARTTLS(TransportSecurity.STARTTLS),
    POSTFIX_TLS(TransportSecurity.IMPLICIT_TLS);

    private final TransportSecurity security;

    Submission(TransportSecurity security) {
        this.security = security;
    }

    boolean isDovecot() {
        return this == DOVECOT_STARTTLS || this == DOVECOT_TLS;
    }

    MailServer of(RealServers servers) {
        String listener = security == TransportSecurity.STARTTLS ? "submission" : "submissions";
        int port = isDovecot()
                ? servers.dovecot().port(listener)
                : servers.postfix().port(listener);
        return MailServer.of(MailProtocol.SMTP, "localhost", port, security);
    }
}
