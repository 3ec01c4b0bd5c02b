package io.github.mailbearer.testkit;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the fake tenant knows of its one application: how it proves who it is, and which mailboxes it may enter. */
final class AppRegistration {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final String tenantId;
    private final String clientId = UUID.randomUUID().toString();
    private final String objectId = UUID.randomUUID().toString();
    private final String firstSecret = newSecret();
    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final Set<String> mailboxes = ConcurrentHashMap.newKeySet();
    private volatile String secret = firstSecret;

    AppRegistration(String tenantId) {
        this.tenantId = tenantId;
    }

    /** Forty characters with the ones in which Entra's secrets go wrong when they are not encoded. */
    private static String newSecret() {
        return random(3) + "8Q~" + random(10) + "_" + random(9) + "." + random(6) + "-" + random(6);
    }

    private static String random(int length) {
        SecureRandom random = new SecureRandom();
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length()))))
                .collect(Collectors.joining());
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

    void reset() {
        secret = firstSecret;
        certificates.clear();
        mailboxes.clear();
    }
}
