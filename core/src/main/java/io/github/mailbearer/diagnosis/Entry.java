package io.github.mailbearer.diagnosis;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/**
 * One failure that a {@link Catalogue} knows. Texts have the names of facts in braces, such as {@code {mailbox}}.
 */
public final class Entry {

    private final String id;
    private final String title;
    private final Kind kind;
    private final Retry retry;
    private final List<Condition> conditions;
    private final String summary;
    private final List<Ranked<String>> causes;
    private final List<Ranked<Remedy>> remedies;
    private final List<String> examples;
    private final List<URI> links;
    private final String source;
    private final LocalDate asOf;

    Entry(EntryFields fields) {
        id = fields.id();
        title = fields.required("title");
        kind = fields.kind();
        retry = fields.retry();
        conditions = fields.conditions();
        summary = fields.required("summary");
        causes = fields.causes();
        remedies = fields.remedies();
        examples = fields.list("example");
        links = fields.links();
        source = fields.required("source");
        asOf = fields.asOf();
    }

    /**
     * The entry's name, such as {@code S7}.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * The failure in a few words.
     *
     * @return the title
     */
    public String title() {
        return title;
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
     * How it is recognised.
     *
     * @return the conditions as they are written, one of which must hold
     */
    public List<String> conditions() {
        return conditions.stream().map(Condition::source).toList();
    }

    List<Condition> parsedConditions() {
        return conditions;
    }

    /**
     * What happened, in a sentence.
     *
     * @return the text
     */
    public String summary() {
        return summary;
    }

    /**
     * Why it may have happened, the likeliest first.
     *
     * @return sentences, and ids of entries after an {@code @}
     */
    public List<String> causes() {
        return causes.stream().map(Ranked::value).toList();
    }

    List<Ranked<String>> rankedCauses() {
        return causes;
    }

    /**
     * What to do.
     *
     * @return the remedies, the best first; at least one
     */
    public List<Remedy> remedies() {
        return remedies.stream().map(Ranked::value).toList();
    }

    List<Ranked<Remedy>> rankedRemedies() {
        return remedies;
    }

    /**
     * What a server says.
     *
     * @return replies and error descriptions
     */
    public List<String> examples() {
        return examples;
    }

    /**
     * Where more is said.
     *
     * @return pages
     */
    public List<URI> links() {
        return links;
    }

    /**
     * Where the entry's facts are from.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * When they were looked up: portals and limits change.
     *
     * @return the day
     */
    public LocalDate asOf() {
        return asOf;
    }

    @Override
    public String toString() {
        return id + " " + title;
    }
}
