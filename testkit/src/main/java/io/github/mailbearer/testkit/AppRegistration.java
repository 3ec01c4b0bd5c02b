package io.github.mailbearer.testkit;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the fake tenant knows of its one application: how it proves who it is, and where it may go. */
final class AppRegistration {

    private final String tenantId;
    private final String clientId = UUID.randomUUID().toString();
    private final String objectId = UUID.randomUUID().toString();
    private final String firstSecret = newSecret();
    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final Set<String> mailboxes = ConcurrentHashMap.newKeySet();
    private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
    private volatile String secret = firstSecret;

    AppRegistration(String tenantId) {
        this.tenantId = tenantId;
    }

    /** Forty characters with the ones in which Entra's secrets go wrong when they are not encoded. */
    private static String newSecret() {
        return RandomText.of(3) + "8Q~" + RandomText.of(10) + "_" + RandomText.of(9) + "." + RandomText.of(6) + "-"
                + RandomText.of(6);
    }

    String tenantId() {
        return tenantId;
    }

    String clientId() {
        return clientId;
    }

    String objectId() {
        return objectId;
    }

    String secret() {
        return secret;
    }

    void replaceSecret(String replacement) {
        secret = replacement;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    void allowMailboxes(List<String> addresses) {
        addresses.forEach(address -> mailboxes.add(address.toLowerCase(Locale.ROOT)));
    }

    boolean mayEnter(String mailbox) {
        return mailboxes.isEmpty() || mailboxes.contains(mailbox.toLowerCase(Locale.ROOT));
    }

    void registerRedirectUri(String uri) {
        redirectUris.add(uri);
    }

    /** As long as none is registered, every one is accepted. */
    boolean acceptsRedirectTo(String uri) {
        return redirectUris.isEmpty() || redirectUris.contains(uri);
    }

    void reset() {
        redirectUris.clear();
        secret = firstSecret;
        certificates.clear();
        mailboxes.clear();
    }
}
