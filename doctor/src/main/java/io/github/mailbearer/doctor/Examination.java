package io.github.mailbearer.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One thing to look at: its number, what it rests on, and how it is done. */
abstract class Examination {

    private final String id;
    private final String title;
    private final Set<String> needs;

    Examination(String id, String title, String... needs) {
        this.id = id;
        this.title = title;
        this.needs = new LinkedHashSet<>(List.of(needs));
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** The checks whose failure leaves nothing to look at here. */
    Set<String> needs() {
        return needs;
    }

    /** What is being waited for, should it never come. */
    String waitsFor() {
        return title;
    }

    /**
     * Looks.
     *
     * @param known what was found before
     * @throws Exception whatever went wrong: it is diagnosed
     */
    abstract Finding examine(Findings known) throws Exception;
}
