package io.github.mailbearer.examples;

/** What the examples are told by the environment. */
final class Settings {

    private Settings() {}

    static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
