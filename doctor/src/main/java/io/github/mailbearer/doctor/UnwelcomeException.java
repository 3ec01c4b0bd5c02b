package io.github.mailbearer.doctor;

import java.io.IOException;

/** A mail server said no where a client that has not signed in yet expects a yes. */
final class UnwelcomeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What it said. */
    private final String reply;

    UnwelcomeException(String reply) {
        super("the server said: " + reply);
        this.reply = reply;
    }

    String reply() {
        return reply;
    }
}
