package io.github.mailbearer.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The same for Jakarta Mail's protocol {@code imap}, by {@code mail.imap.class}. */
public final class OptInImapStore extends OAuth2ImapStore {

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OptInImapStore(Session session, URLName url) {
        super(session, url);
    }
}
