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

    private static final Set<String> SHARED_TENANTS = Set.of("common", "organizations");

    private final String tenantId;
    private final String clientId = UUID.randomUUID().toString();
    private final String objectId = UUID.randomUUID().toString();
    private final ClientSecrets secrets = new ClientSecrets();
    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final Set<String> mailboxes = ConcurrentHashMap.newKeySet();
    private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
    private final List<FederatedIssuer> federatedIssuers = new CopyOnWriteArrayList<>();
    private volatile boolean publicClientsAllowed;
    private volatile boolean gone;

    AppRegistration(String tenantId) {
        this.tenantId = tenantId;
    }

    /** Whether the application's people are served at {@code /{tenant}}. */
    boolean isServedAt(String tenant) {
        return !gone && (tenant.equalsIgnoreCase(tenantId) || isShared(tenant));
    }

    /** Takes the tenant away as if there had never been one, or puts it back. */
    void gone(boolean away) {
        gone = away;
    }

    /** Whether Entra serves the people of every tenant under this name. */
    static boolean isShared(String tenant) {
        return SHARED_TENANTS.contains(tenant);
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

    ClientSecrets secrets() {
        return secrets;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    List<FederatedIssuer> federatedIssuers() {
        return federatedIssuers;
    }

    void allowPublicClients(boolean allowed) {
        publicClientsAllowed = allowed;
    }

    boolean allowsPublicClients() {
        return publicClientsAllowed;
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
        secrets.reset();
        certificates.clear();
        federatedIssuers.clear();
        publicClientsAllowed = false;
        redirectUris.clear();
        mailboxes.clear();
    }
}
