package io.github.mailbearer.diagnosis;

import io.github.mailbearer.diagnosis.Cause.Likelihood;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the entry of a catalogue that tells most about a symptom, and ranks its causes by what is known. */
final class Diagnostician {

    private static final int MOST_REMEDIES = 6;

    private final Catalogue catalogue;
    private final Symptom symptom;
    private final Facts facts;

    Diagnostician(Catalogue catalogue, Symptom symptom, Facts facts) {
        this.catalogue = catalogue;
        this.symptom = symptom;
        this.facts = facts;
    }

    Diagnosis diagnosis() {
        return best().map(this::explain).orElseGet(() -> Unrecognised.diagnosis(symptom));
    }

    private Optional<Entry> best() {
        Entry best = null;
        int most = 0;
        for (Entry entry : catalogue.entries()) {
            int score = score(entry);
            if (score > most) {
                most = score;
                best = entry;
            }
        }
        return Optional.ofNullable(best);
    }

    private int score(Entry entry) {
        return entry.parsedConditions().stream()
                .mapToInt(condition -> condition.score(symptom, facts))
                .max()
                .orElse(0);
    }

    private Diagnosis explain(Entry entry) {
        List<Cause> causes = causes(entry);
        return new Diagnosis(
                entry.id(),
                entry.kind(),
                entry.retry(),
                Template.prose(entry.summary(), facts),
                causes,
                remedies(entry, causes),
                symptom.evidence().build(),
                links(entry));
    }

    private List<Cause> causes(Entry entry) {
        List<Cause> causes = new ArrayList<>();
        boolean told = entry.rankedCauses().stream().anyMatch(cause -> cause.applies(symptom, facts) == Truth.TRUE);
        for (Ranked<String> cause : entry.rankedCauses()) {
            String text = cause.value();
            Truth applies = told ? cause.applies(symptom, facts) : Truth.UNKNOWN;
            causes.add(
                    text.startsWith("@")
                            ? catalogue
                                    .entry(text.substring(1))
                                    .map(this::cause)
                                    .orElseThrow()
                            : new Cause("", Template.prose(text, facts), likelihood(applies)));
        }
        causes.sort(Comparator.comparing(Cause::likelihood));
        return causes;
    }

    private Cause cause(Entry entry) {
        String text = Template.prose(
                entry.causes().isEmpty() ? entry.title() + "." : entry.causes().get(0), facts);
        return new Cause(entry.id(), text, likelihood(entry));
    }

    /** Whatever is seen is the same for all causes of one entry: the facts make the difference. */
    private Likelihood likelihood(Entry entry) {
        Likelihood best = Likelihood.RULED_OUT;
        for (Condition condition : entry.parsedConditions()) {
            Likelihood likelihood =
                    likelihood(condition.known().isEmpty() ? Truth.UNKNOWN : condition.known(symptom, facts));
            best = likelihood.compareTo(best) < 0 ? likelihood : best;
        }
        return best;
    }

    private static Likelihood likelihood(Truth truth) {
        return switch (truth) {
            case TRUE -> Likelihood.CONFIRMED;
            case UNKNOWN -> Likelihood.POSSIBLE;
            case FALSE -> Likelihood.RULED_OUT;
        };
    }

    /** The entry's own, those that apply for certain before the others, then the first of each cause that is not ruled out. */
    private List<Remedy> remedies(Entry entry, List<Cause> causes) {
        Set<Remedy> remedies = new LinkedHashSet<>();
        for (Truth truth : List.of(Truth.TRUE, Truth.UNKNOWN)) {
            entry.rankedRemedies().stream()
                    .filter(remedy -> remedy.applies(symptom, facts) == truth)
                    .forEach(remedy -> remedies.add(filled(remedy.value())));
        }
        if (remedies.isEmpty()) {
            entry.remedies().forEach(remedy -> remedies.add(filled(remedy)));
        }
        for (Cause cause : causes) {
            if (cause.likelihood() != Likelihood.RULED_OUT && remedies.size() < MOST_REMEDIES) {
                catalogue
                        .entry(cause.id())
                        .ifPresent(other -> remedies.add(filled(other.remedies().get(0))));
            }
        }
        return List.copyOf(remedies);
    }

    private Remedy filled(Remedy remedy) {
        return new Remedy(
                Template.prose(remedy.text(), facts),
                remedy.commands().stream()
                        .map(command -> Template.command(command, facts))
                        .toList());
    }

    private List<URI> links(Entry entry) {
        List<URI> links = new ArrayList<>(entry.links());
        symptom.link().ifPresent(links::add);
        return links;
    }
}
