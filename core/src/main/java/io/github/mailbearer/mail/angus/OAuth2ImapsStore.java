package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code imaps}, whose connections begin with TLS. */
public final class OAuth2ImapsStore extends OAuth2ImapStore {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OAuth2ImapsStore(Session session, URLName url) {
        super(session, url, "imaps", true);
    }
}
