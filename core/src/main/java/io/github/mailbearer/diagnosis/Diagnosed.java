package io.github.mailbearer.diagnosis;

/**
 * An exception that carries its diagnosis.
 *
 * <pre>{@code
 * catch (MessagingException e) {
 *     Diagnosis diagnosis = Diagnosis.of(e); // also where it is a cause that carries it, or nothing does
 *     show(diagnosis.summary(), diagnosis.remedies());
 * }
 * }</pre>
 */
public interface Diagnosed {

    /**
     * What went wrong, and what to do.
     *
     * @return the diagnosis, with what was known where the exception was thrown
     */
    Diagnosis diagnosis();
}
