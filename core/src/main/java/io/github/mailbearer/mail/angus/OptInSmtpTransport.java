package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/**
 * The transport of a Session that opts in by its properties: {@code mail.smtp.class} names this class.
 *
 * <p>It differs from its parent in the name only. Jakarta Mail notes the name of a class that is set by code in the
 * Session's properties, and a Session made from those later must not opt in by that.
 */
public final class OptInSmtpTransport extends OAuth2SmtpTransport {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInSmtpTransport(Session session, URLName url) {
        super(session, url);
    }
}
