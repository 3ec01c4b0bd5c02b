package io.github.mailbearer.testkit;

/** How a {@link FakeMailServer} refuses a token. */
public enum Refusal {
    /** With one final reply, as Exchange Online does. */
    DIRECT,

    /**
     * With a challenge that holds the reason as JSON in base64, and the final reply once the client has answered it, as
     * Gmail does.
     */
    CHALLENGE,

    /** By closing the connection without a reply. */
    DROP,

    /** Not at all: silent until the client leaves or the server is closed, two minutes at most. */
    HANG
}
