package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.util.Objects;

/** A reason that a failure may have. Immutable; equal by value. */
public final class Cause implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the known facts say about a cause. */
    public enum Likelihood {
        /** The facts show it. */
        CONFIRMED,
        /** Nothing speaks for or against it. */
        POSSIBLE,
        /** The facts speak against it. */
        RULED_OUT
    }

    /** The catalogue's entry. */
    private final String id;

    /** The reason. */
    private final String text;

    /** What is known about it. */
    private final Likelihood likelihood;

    Cause(String id, String text, Likelihood likelihood) {
        this.id = id;
        this.text = text;
        this.likelihood = likelihood;
    }

    /**
     * The catalogue's entry about it.
     *
     * @return the entry's id, or an empty string if it has none of its own
     */
    public String id() {
        return id;
    }

    /**
     * The reason.
     *
     * @return a sentence
     */
    public String text() {
        return text;
    }

    /**
     * What is known about it here.
     *
     * @return the likelihood
     */
    public Likelihood likelihood() {
        return likelihood;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cause cause
                && id.equals(cause.id)
                && text.equals(cause.text)
                && likelihood == cause.likelihood;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, text, likelihood);
    }

    @Override
    public String toString() {
        return text + " (" + likelihood + ")";
    }
}
