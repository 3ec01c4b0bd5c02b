package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How a mail server behaves at the moment; the server's threads read what a test's thread sets. */
final class MailScript {

    /** RFC 4954 section 4: the longest line that may carry a credential, its end included. */
    static final int LONGEST_AUTH_LINE = 12_288;

    private static final String CHALLENGE =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";

    private final Set<String> verbs;
    private final Map<String, Action> actions = new ConcurrentHashMap<>();
    volatile Refusal refusal = Refusal.DIRECT;
    volatile boolean refuseEverything;
    volatile boolean advertiseStartTls = true;
    volatile boolean oneLineAuthOnly;
    volatile int maximumCommandLine = LONGEST_AUTH_LINE;
    private volatile List<String> mechanisms = List.of();
    private volatile String challenge = "";
    private volatile @Nullable String refusalReply;

    /** For a protocol with these verbs. */
    MailScript(Set<String> verbs) {
        this.verbs = verbs;
        reset();
    }

    void reset() {
        actions.clear();
        refusal = Refusal.DIRECT;
        refuseEverything = false;
        advertiseStartTls = true;
        oneLineAuthOnly = false;
        maximumCommandLine = LONGEST_AUTH_LINE;
        mechanisms = List.of("LOGIN", "XOAUTH2");
        challenge(CHALLENGE);
        refusalReply = null;
    }

    void on(String verb, Action action) {
        String known = verb.toUpperCase(Locale.ROOT);
        if (!verbs.contains(known)) {
            throw new IllegalArgumentException("verb is \"" + verb + "\": give one of " + verbs);
        }
        actions.put(known, action);
    }

    void clearActions() {
        actions.clear();
    }

    Optional<Action> action(String verb) {
        return Optional.ofNullable(actions.get(verb));
    }

    List<String> mechanisms() {
        return mechanisms;
    }

    void mechanisms(List<String> names) {
        mechanisms = names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    /** What follows the code of the challenge reply. */
    String challenge() {
        return challenge;
    }

    void challenge(String json) {
        challengeRaw(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    void challengeRaw(String text) {
        challenge = text;
    }

    void refusalReply(String line) {
        refusalReply = line;
    }

    /** The final reply to a refused token, by default with the block of host, time and id that Exchange Online adds. */
    String refusalReply() {
        String set = refusalReply;
        return set != null
                ? set
                : String.format(
                        "535 5.7.3 Authentication unsuccessful [testkit.mailbearer.invalid %s %016X]",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        ThreadLocalRandom.current().nextLong());
    }
}
