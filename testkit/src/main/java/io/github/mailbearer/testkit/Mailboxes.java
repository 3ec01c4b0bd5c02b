package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mailboxes of a server, with the connections that want to know what happens to them. */
final class Mailboxes {

    /** A connection that is told at once, by the thread that makes it happen. */
    interface Attendant {

        /** Something came into a mailbox. */
        void arrived() throws IOException;

        /** The server ends the sessions of those who are signed in. */
        void dismissed(String reason) throws IOException;
    }

    private interface News {
        void tell(Attendant attendant) throws IOException;
    }

    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Set<Attendant> attendants = ConcurrentHashMap.newKeySet();

    /** The mailbox of a user, whose name is the same in any case; everybody has one. */
    Mailbox of(String user) {
        return mailboxes.computeIfAbsent(user.toLowerCase(Locale.ROOT), name -> new Mailbox());
    }

    void deliver(String user, String rfc822) {
        of(user).inbox().add(rfc822);
        tellAll(Attendant::arrived);
    }

    void dismiss(String reason) {
        tellAll(attendant -> attendant.dismissed(reason));
    }

    void clear() {
        mailboxes.values().forEach(Mailbox::clear);
    }

    void attend(Attendant attendant) {
        attendants.add(attendant);
    }

    void leave(Attendant attendant) {
        attendants.remove(attendant);
    }

    private void tellAll(News news) {
        for (Attendant attendant : attendants) {
            try {
                news.tell(attendant);
            } catch (IOException e) {
                // This client has just gone; its own thread finds out and ends the connection.
            }
        }
    }
}
