package io.github.mailbearer.testkit;

/**
 * What clients cost a {@link FakeMailServer}.
 *
 * @param connections TCP connections
 * @param auths authentication exchanges in which a credential arrived
 * @param failures those of them that did not let the client in
 */
public record Counts(int connections, int auths, int failures) {

    /** The three numbers, such as {@code 1/1/0}. */
    @Override
    public String toString() {
        return connections + "/" + auths + "/" + failures;
    }
}
