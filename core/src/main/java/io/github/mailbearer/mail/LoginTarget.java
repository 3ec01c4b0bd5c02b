package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Place;
import io.github.mailbearer.sasl.SaslMechanism;
import java.util.List;

/**
 * Who signs in where.
 *
 * @param protocol what is spoken there
 * @param host the server's name, one that may see the token
 * @param port its port
 * @param mailbox the mailbox to be opened or sent from
 * @param sender who a message is from that does not say it
 * @param mechanisms the mechanisms that may be used, the preferred one first
 * @param allowsCleartext whether the token may travel without TLS, because it stays on this machine
 */
record LoginTarget(
        Place protocol,
        String host,
        int port,
        String mailbox,
        String sender,
        List<SaslMechanism> mechanisms,
        boolean allowsCleartext) {

    /** Whether mail is sent there, rather than read. */
    boolean isSubmission() {
        return protocol == Place.SMTP;
    }

    /** Host and port as messages name them. */
    String server() {
        return host + ":" + port;
    }
}
