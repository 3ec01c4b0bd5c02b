package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code pop3s}, by {@code mail.pop3s.class}. */
public final class OptInPop3sStore extends OAuth2Pop3Store {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInPop3sStore(Session session, URLName url) {
        super(session, url, "pop3s", true);
    }
}
