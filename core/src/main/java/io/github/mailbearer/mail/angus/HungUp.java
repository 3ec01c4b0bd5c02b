package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;

/** The server refused a token and closed the connection before it could be given another one: that takes a new connection. */
final class HungUp extends MessagingException {

    private static final long serialVersionUID = 1L;

    HungUp(MessagingException broken, String reply) {
        super(broken.getMessage() + ". Before that it had refused a token: " + reply, broken);
    }
}
