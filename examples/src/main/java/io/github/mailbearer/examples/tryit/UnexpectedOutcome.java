package io.github.mailbearer.examples.tryit;

/** All was done and something came out differently: other figures, another message. */
final class UnexpectedOutcome extends Exception {

    private static final long serialVersionUID = 1L;

    UnexpectedOutcome(String message) {
        super(message);
    }
}
