package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code pop3}, by {@code mail.pop3.class}. */
public final class OptInPop3Store extends OAuth2Pop3Store {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInPop3Store(Session session, URLName url) {
        super(session, url);
    }
}
