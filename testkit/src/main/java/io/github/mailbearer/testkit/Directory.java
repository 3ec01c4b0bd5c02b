package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The people of the fake tenant. */
final class Directory {

    private final Map<String, Person> people = new ConcurrentHashMap<>();

    void add(String username) {
        if (username.isBlank() || username.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "username is \"" + username + "\": give a user principal name such as ana@contoso.com");
        }
        people.computeIfAbsent(username.toLowerCase(Locale.ROOT), key -> new Person(username));
    }

    Optional<Person> find(String username) {
        return Optional.ofNullable(people.get(username.toLowerCase(Locale.ROOT)));
    }

    List<String> usernames() {
        return people.values().stream().map(Person::username).sorted().toList();
    }

    /** The person a test names, who must be there. */
    Person person(String username) {
        return find(username)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no account " + username + ": make it with addAccount first"));
    }

    void reset() {
        people.clear();
    }
}
