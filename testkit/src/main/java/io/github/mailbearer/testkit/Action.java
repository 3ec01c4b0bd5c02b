package io.github.mailbearer.testkit;

import java.io.IOException;

/** What a mail server does where a reply is due. */
sealed interface Action {

    /** Whether the client will take it for a yes. */
    boolean isPositive();

    /** Does it, on a connection that may be closed already. */
    void perform(MailConnection connection) throws IOException;

    /** Says this. */
    record Reply(String text) implements Action {

        @Override
        public boolean isPositive() {
            return text.startsWith("2") || text.startsWith("3");
        }

        @Override
        public void perform(MailConnection connection) throws IOException {
            connection.send(text);
            if (text.startsWith("421")) {
                connection.close(); // RFC 5321 section 3.8: the reply that ends the connection.
            }
        }
    }

    /** Closes the connection. */
    record Drop() implements Action {

        @Override
        public boolean isPositive() {
            return false;
        }

        @Override
        public void perform(MailConnection connection) throws IOException {
            connection.close();
        }
    }

    /** Says nothing until the client leaves. */
    record Hang() implements Action {

        @Override
        public boolean isPositive() {
            return false;
        }

        @Override
        public void perform(MailConnection connection) throws IOException {
            connection.hang();
        }
    }
}
