package io.github.mailbearer.testkit;

/** In what pieces a {@link TranscriptServer} sends what it has to say, for clients that read as pieces come. */
public enum Delivery {
    /** All lines up to the client's next turn in one write. */
    WHOLE,

    /** Each line in a write of its own. */
    BY_LINE,

    /** Each octet in a write of its own, but for the line end before TLS begins. */
    BY_BYTE
}
