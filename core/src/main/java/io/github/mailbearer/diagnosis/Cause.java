package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.util.Objects;

/**
 * A reason that a failure may have.
 *
 * @param id the catalogue's entry about it, or an empty string if it has none of its own
 * @param text the reason in a sentence
 * @param likelihood what is known about it here
 */
public record Cause(String id, String text, Likelihood likelihood) implements Serializable {

    /** What the known facts say about a cause. */
    public enum Likelihood {
        /** The facts show it. */
        CONFIRMED,
        /** Nothing speaks for or against it. */
        POSSIBLE,
        /** The facts speak against it. */
        RULED_OUT
    }

    /** Keeps a cause. */
    public Cause {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(likelihood, "likelihood");
    }
}
