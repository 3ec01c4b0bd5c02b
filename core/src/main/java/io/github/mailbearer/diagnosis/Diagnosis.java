package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What went wrong, whose fault it is and what to do: for an exception, or for text that somebody pasted.
 *
 * <p>Works without a network. What is not recognised is said to be so, never guessed.
 *
 * <pre>{@code
 * try {
 *     Transport.send(message);
 * } catch (MessagingException e) {
 *     Diagnosis diagnosis = Diagnosis.of(e);
 *     log.error(diagnosis.report(), e);
 *     if (diagnosis.retry().advice() == Retry.Advice.LATER) {
 *         queue.add(message);
 *     }
 * }
 * }</pre>
 *
 * <p>It chooses words. Programs decide by the type of the exception, and by {@link #retry()} where that is enough: texts
 * and numbers of servers change. Immutable; holds no token, secret or code.
 */
public final class Diagnosis implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.diagnosis");

    /** The entry's id. */
    private final String id;

    /** The class of the failure. */
    private final Kind kind;

    /** Whether trying again helps. */
    private final Retry retry;

    /** What happened. */
    private final String summary;

    /** Why. */
    @SuppressWarnings("serial") // always a list from List.copyOf
    private final List<Cause> causes;

    /** What to do. */
    @SuppressWarnings("serial") // always a list from List.copyOf
    private final List<Remedy> remedies;

    /** What it rests on. */
    private final Evidence evidence;

    /** Where more is said. */
    @SuppressWarnings("serial") // always a list from List.copyOf
    private final List<URI> links;

    Diagnosis(
            String id,
            Kind kind,
            Retry retry,
            String summary,
            List<Cause> causes,
            List<Remedy> remedies,
            Evidence evidence,
            List<URI> links) {
        this.id = id;
        this.kind = kind;
        this.retry = retry;
        this.summary = summary;
        this.causes = List.copyOf(causes);
        this.remedies = List.copyOf(remedies);
        this.evidence = evidence;
        this.links = List.copyOf(links);
    }

    /**
     * Explains an exception by the {@linkplain Catalogue#builtIn() built-in catalogue}.
     *
     * @param failure the exception: Mailbearer's, Jakarta Mail's, MSAL4J's or one that was caused by such
     * @return the diagnosis; the exception's own if it, a cause or something suppressed carries one
     */
    public static Diagnosis of(Throwable failure) {
        return Stream.concat(Chain.causes(failure).stream(), Chain.telling(failure).stream())
                .filter(Diagnosed.class::isInstance)
                .map(Diagnosed.class::cast)
                .flatMap(each -> Chain.<Diagnosis>ask(each::diagnosis).stream())
                .findFirst()
                .orElseGet(() -> of(failure, Facts.none()));
    }

    /**
     * Explains an exception by the built-in catalogue.
     *
     * @param failure the exception
     * @param known what else is known
     * @return the diagnosis
     */
    public static Diagnosis of(Throwable failure, Facts known) {
        return of(failure, known, Catalogue.builtIn());
    }

    /**
     * Explains an exception.
     *
     * @param failure the exception
     * @param known what else is known
     * @param catalogue the failures that are known
     * @return the diagnosis
     */
    public static Diagnosis of(Throwable failure, Facts known, Catalogue catalogue) {
        return of(Symptom.of(failure), known.or(FailureReading.facts(failure)), catalogue);
    }

    /**
     * Explains a stack trace, an excerpt of a log, a reply or an error page by the built-in catalogue.
     *
     * @param text the text, of any length; secrets are taken out before anything else is done
     * @return the diagnosis
     */
    public static Diagnosis ofText(String text) {
        return ofText(text, Facts.none());
    }

    /**
     * Explains a stack trace, an excerpt of a log, a reply or an error page by the built-in catalogue.
     *
     * @param text the text, of any length; secrets are taken out before anything else is done
     * @param known what else is known
     * @return the diagnosis
     */
    public static Diagnosis ofText(String text, Facts known) {
        return of(Symptom.ofText(text), known, Catalogue.builtIn());
    }

    /**
     * Explains what is seen of a failure.
     *
     * @param symptom what is seen
     * @param known what is known of the set-up
     * @param catalogue the failures that are known
     * @return the diagnosis
     */
    public static Diagnosis of(Symptom symptom, Facts known, Catalogue catalogue) {
        return new Diagnostician(catalogue, symptom, known).diagnosis();
    }

    /**
     * Says of a failure of which nothing can be read what to collect.
     *
     * @return a diagnosis that recognises nothing
     */
    public static Diagnosis unrecognised() {
        return Unrecognised.diagnosis(Symptom.ofText(""));
    }

    /**
     * Explains a failure where another one is thrown at once: a fault in here must never hide that one.
     *
     * @param explanation makes the diagnosis, from whatever it needs
     * @return the diagnosis, or one that recognises nothing if making it fails, which the log then says
     */
    public static Diagnosis guarded(Supplier<Diagnosis> explanation) {
        try {
            return explanation.get();
        } catch (RuntimeException | LinkageError | StackOverflowError unexpected) {
            LOG.log(System.Logger.Level.WARNING, "A failure could not be explained", unexpected);
            return unrecognised();
        }
    }

    /**
     * Whether the failure is known.
     *
     * @return false if all this can say is what to collect
     */
    public boolean isRecognised() {
        return kind != Kind.UNKNOWN;
    }

    /**
     * The entry of the catalogue.
     *
     * @return its id, such as {@code S7}, or an empty string if the failure is not recognised
     */
    public String id() {
        return id;
    }

    /**
     * The class of the failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether trying again helps.
     *
     * @return the advice
     */
    public Retry retry() {
        return retry;
    }

    /**
     * What happened.
     *
     * @return a sentence
     */
    public String summary() {
        return summary;
    }

    /**
     * The likeliest reason.
     *
     * @return a sentence; the summary if there is no more to say
     */
    public String cause() {
        return causes.isEmpty() ? summary : causes.get(0).text();
    }

    /**
     * Why it may have happened: what the facts confirm first, then what is possible in the order of likelihood, then what
     * they rule out.
     *
     * @return the causes, perhaps empty
     */
    public List<Cause> causes() {
        return causes;
    }

    /**
     * What to do, with the tenant's, the application's and the mailbox's own values where they are known.
     *
     * @return the remedies, the best first; never empty
     */
    public List<Remedy> remedies() {
        return remedies;
    }

    /**
     * What the diagnosis rests on.
     *
     * @return replies, codes and ids
     */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Where more is said.
     *
     * @return pages, perhaps none
     */
    public List<URI> links() {
        return links;
    }

    /**
     * What happened and the first thing to do, as exceptions say it.
     *
     * @return a few sentences in one line
     */
    public String message() {
        return summary + " " + remedies.get(0);
    }

    /**
     * All of it for people.
     *
     * @return several lines, separated by line feeds
     */
    public String report() {
        return Report.of(this);
    }

    @Override
    public String toString() {
        return (id.isEmpty() ? "" : id + " ") + kind.word() + ": " + message();
    }
}
