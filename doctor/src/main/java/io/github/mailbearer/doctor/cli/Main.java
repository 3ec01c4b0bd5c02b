package io.github.mailbearer.doctor.cli;

/** Runs the doctor from a command line. */
public final class Main {

    private Main() {}

    /**
     * Runs the doctor and ends this Java virtual machine with its exit code: 0 if all passed, 1 for warnings, 2 for a
     * failure, 3 if the doctor itself could not do what it was told.
     *
     * @param args the command line; {@code --help} explains it
     */
    public static void main(String[] args) {
        System.exit(new Program(Surroundings.ofThisProcess()).run(args));
    }
}
