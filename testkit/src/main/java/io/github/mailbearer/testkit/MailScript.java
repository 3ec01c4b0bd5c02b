package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How a mail server behaves at the moment; the server's threads read what a test's thread sets. */
final class MailScript {

    /** RFC 4954 section 4: the longest line that may carry a credential, its end included. */
    static final int LONGEST_AUTH_LINE = 12_288;

    private static final String CHALLENGE =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";

    private final Protocol protocol;
    private final Map<String, Action> actions = new ConcurrentHashMap<>();
    volatile Refusal refusal = Refusal.DIRECT;
    volatile boolean refuseEverything;
    volatile boolean advertiseStartTls = true;
    volatile boolean oneLineAuthOnly;
    volatile int maximumCommandLine = LONGEST_AUTH_LINE;
    private volatile List<String> mechanisms;
    private volatile String challenge = base64(CHALLENGE);
    private volatile @Nullable String refusalReply;

    MailScript(Protocol protocol) {
        this.protocol = protocol;
        this.mechanisms = protocol.mechanisms();
    }

    void reset() {
        actions.clear();
        refusal = Refusal.DIRECT;
        refuseEverything = false;
        advertiseStartTls = true;
        oneLineAuthOnly = false;
        maximumCommandLine = LONGEST_AUTH_LINE;
        mechanisms = protocol.mechanisms();
        challenge = base64(CHALLENGE);
        refusalReply = null;
    }

    void on(String verb, Action action) {
        String known = verb.toUpperCase(Locale.ROOT);
        if (!protocol.verbs().contains(known)) {
            throw new IllegalArgumentException("verb is \"" + verb + "\": give one of " + protocol.verbs());
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
        challenge = base64(json);
    }

    void challengeRaw(String text) {
        challenge = text;
    }

    /** The final reply to a refused token, if the test has set one. */
    Optional<String> refusalReply() {
        return Optional.ofNullable(refusalReply);
    }

    void refusalReply(String line) {
        refusalReply = line;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
