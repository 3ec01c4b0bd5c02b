package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.Optional;

/** What a mail server does where a reply is due. */
sealed interface Action {

    /** What it says, if anything. */
    Optional<String> text();

    /** Does it, on a connection that may be closed already. */
    void perform(Replies replies) throws IOException;

    /** Says this. */
    record Reply(String reply) implements Action {

        @Override
        public Optional<String> text() {
            return Optional.of(reply);
        }

        @Override
        public void perform(Replies replies) throws IOException {
            replies.say(reply);
        }
    }

    /** Closes the connection. */
    record Drop() implements Action {

        @Override
        public Optional<String> text() {
            return Optional.empty();
        }

        @Override
        public void perform(Replies replies) throws IOException {
            replies.connection().close();
        }
    }

    /** Says nothing until the client leaves. */
    record Hang() implements Action {

        @Override
        public Optional<String> text() {
            return Optional.empty();
        }

        @Override
        public void perform(Replies replies) throws IOException {
            replies.connection().hang();
        }
    }
}
