package io.github.mailbearer.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets of the application: several at once are right while they are being replaced. */
final class ClientSecrets {

    private final String first = generate();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private volatile String current = first;

    ClientSecrets() {
        good.add(first);
    }

    /** Forty characters with the ones in which Entra's secrets go wrong when they are not encoded. */
    private static String generate() {
        return RandomText.of(3) + "8Q~" + RandomText.of(10) + "_" + RandomText.of(9) + "." + RandomText.of(6) + "-"
                + RandomText.of(6);
    }

    String current() {
        return current;
    }

    void add(String secret) {
        expired.remove(secret);
        good.add(secret);
    }

    void replaceBy(String secret) {
        add(secret);
        good.retainAll(Set.of(secret));
        current = secret;
    }

    void expire(String secret) {
        if (!good.remove(secret)) {
            throw new IllegalArgumentException("the application has no such secret: give one that is right now");
        }
        expired.add(secret);
    }

    Optional<EntraReply> refusalOf(String secret) {
        if (good.contains(secret)) {
            return Optional.empty();
        }
        return Optional.of(
                expired.contains(secret) ? EntraReply.expiredClientSecret() : EntraReply.invalidClientSecret());
    }

    void reset() {
        replaceBy(first);
        expired.clear();
    }
}
