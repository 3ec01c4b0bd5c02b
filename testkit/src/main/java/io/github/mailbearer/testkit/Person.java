package io.github.mailbearer.testkit;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An account of the fake tenant, and what its owner allowed the application to do. */
final class Person {

    private final String username;
    private final String objectId = UUID.randomUUID().toString();
    private final String subject = UUID.randomUUID().toString();
    private final Set<String> consented = ConcurrentHashMap.newKeySet();
    private final AtomicInteger revocations = new AtomicInteger();

    Person(String username) {
        this.username = username;
    }

    String username() {
        return username;
    }

    String objectId() {
        return objectId;
    }

    /** Who this is to the one application: Entra gives each application another name for the same person. */
    String subject() {
        return subject;
    }

    String displayName() {
        int at = username.indexOf('@');
        return at < 0 ? username : username.substring(0, at);
    }

    void consentTo(Collection<String> scopes) {
        consented.addAll(scopes);
    }

    Set<String> consented() {
        return Set.copyOf(consented);
    }

    /** Ends what was granted so far, as a change of password does. */
    void revokeGrants() {
        revocations.incrementAndGet();
    }

    int revocations() {
        return revocations.get();
    }
}
