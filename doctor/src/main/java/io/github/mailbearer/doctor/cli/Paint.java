package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.doctor.Status;

/** Colours for people who see them, and nothing for files and programs. */
final class Paint {

    private static final String END = "\u001b[0m";

    private final boolean on;

    private Paint(boolean on) {
        this.on = on;
    }

    static Paint of(Given given, Surroundings surroundings) {
        String when =
                given.has(Option.NO_COLOR) ? "never" : given.text(Option.COLOR).orElse("auto");
        boolean unwanted =
                !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return switch (when) {
            case "always" -> new Paint(true);
            case "never" -> new Paint(false);
            case "auto" -> new Paint(surroundings.colours() && !unwanted);
            default -> throw new UsageException("--color " + when + " is not known: give auto, always or never");
        };
    }

    String of(Status status, String text) {
        return switch (status) {
            case PASS -> painted("32", text);
            case WARN -> painted("33", text);
            case FAIL -> painted("1;31", text);
            case SKIP -> painted("2", text);
        };
    }

    String command(String text) {
        return painted("36", text);
    }

    private String painted(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + END : text;
    }
}
