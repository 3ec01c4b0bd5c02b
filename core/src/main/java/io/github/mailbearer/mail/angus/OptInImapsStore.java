package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code imaps}, by {@code mail.imaps.class}. */
public final class OptInImapsStore extends OAuth2ImapStore {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInImapsStore(Session session, URLName url) {
        super(session, url, "imaps", true);
    }
}
