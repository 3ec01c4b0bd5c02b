package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code smtps}, whose connections begin with TLS. */
public final class OAuth2SmtpsTransport extends OAuth2SmtpTransport {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OAuth2SmtpsTransport(Session session, URLName url) {
        super(session, url, "smtps", true);
    }
}
