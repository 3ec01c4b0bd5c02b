package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Something to do about a failure. Immutable; equal by value. */
public final class Remedy implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String text;

    /** The same in PowerShell. */
    @SuppressWarnings("serial") // always a list from List.copyOf
    private final List<String> commands;

    Remedy(String text, List<String> commands) {
        this.text = text;
        this.commands = List.copyOf(commands);
    }

    /**
     * Advice that is no catalogue's.
     *
     * @param text what to do and where
     * @return the remedy
     */
    public static Remedy of(String text) {
        return new Remedy(Objects.requireNonNull(text, "text"), List.of());
    }

    /**
     * Advice that is no catalogue's, with what to type.
     *
     * @param text what to do and where
     * @param commands PowerShell, one command each; whoever makes them has checked and quoted every value in them
     * @return the remedy
     */
    public static Remedy of(String text, List<String> commands) {
        return new Remedy(Objects.requireNonNull(text, "text"), commands);
    }

    /**
     * Advice that is no catalogue's, with what to type, filled in by the catalogue's rules: a value that does not look like
     * what it is said to be is left out, and so is an address with a wildcard.
     *
     * @param text what to do and where
     * @param commands PowerShell, one command each, with the names of facts in braces, such as {@code {mailbox}}
     * @param known what is known of the set-up
     * @return the remedy
     * @throws IllegalArgumentException if a name in braces is no fact's
     */
    public static Remedy of(String text, List<String> commands, Facts known) {
        Objects.requireNonNull(known, "known");
        commands.stream()
                .map(Template::unknownName)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "commands name {" + name + "}: give one of " + String.join(", ", Template.names()));
                });
        return of(
                text,
                commands.stream()
                        .map(command -> Template.command(command, known))
                        .toList());
    }

    /**
     * What to do and where, with the path through the portal.
     *
     * @return a few sentences
     */
    public String text() {
        return text;
    }

    /**
     * The same in PowerShell, ready to paste: every value in the commands has been checked and quoted, and a value that is
     * not known stands as a name in angle brackets, at which PowerShell stops.
     *
     * @return one command each, perhaps none
     */
    public List<String> commands() {
        return commands;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Remedy remedy && text.equals(remedy.text) && commands.equals(remedy.commands);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, commands);
    }

    @Override
    public String toString() {
        return commands.isEmpty() ? text : text + " " + String.join("; ", commands);
    }
}
