package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import java.io.IOException;
import java.util.List;

/** What is said to a mail server before anybody signs in, in the words of its protocol. */
interface Dialogue {

    /** As many lines as a list of capabilities has at most. */
    int MOST_LINES = 200;

    static Dialogue of(MailProtocol protocol, Wire wire) {
        return switch (protocol) {
            case SMTP -> new SmtpDialogue(wire);
            case IMAP -> new ImapDialogue(wire);
            case POP3 -> new Pop3Dialogue(wire);
        };
    }

    /** The connection that it is spoken over. */
    Wire wire();

    /**
     * Hears the server's greeting.
     *
     * @return the line
     * @throws UnwelcomeException if it is none that lets anybody in
     */
    String greeting() throws IOException;

    /**
     * Asks what the server can do.
     *
     * @return a line for each capability
     * @throws UnwelcomeException if it does not say
     */
    List<String> capabilities() throws IOException;

    /**
     * Whether TLS can begin on this connection.
     *
     * @param capabilities as the server told them
     */
    boolean offersTls(List<String> capabilities);

    /**
     * Has the server wait for the handshake.
     *
     * @throws UnwelcomeException if it does not
     */
    void beginTls() throws IOException;

    /** The SASL mechanisms among the capabilities. */
    List<String> mechanisms(List<String> capabilities);

    /** Says farewell and leaves. */
    void leave() throws IOException;
}
