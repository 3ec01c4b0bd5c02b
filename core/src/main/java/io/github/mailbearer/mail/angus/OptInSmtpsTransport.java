package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code smtps}, by {@code mail.smtps.class}. */
public final class OptInSmtpsTransport extends OAuth2SmtpTransport {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInSmtpsTransport(Session session, URLName url) {
        super(session, url, "smtps", true);
    }
}
