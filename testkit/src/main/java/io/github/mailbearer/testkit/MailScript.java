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

    /** As Gmail words it. */
    private static final String XOAUTH2_CHALLENGE =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";

    /** As RFC 7628 section 3.2.2 has it. */
    private static final String OAUTHBEARER_CHALLENGE = "{\"status\":\"invalid_token\",\"scope\":\"mail\","
            + "\"openid-configuration\":\"https://testkit.mailbearer.invalid/.well-known/openid-configuration\"}";

    private final Protocol protocol;
    private final Map<String, Action> actions = new ConcurrentHashMap<>();
    private final Map<Moment, String> lines = new ConcurrentHashMap<>();
    volatile Refusal refusal;
    volatile boolean refuseEverything;
    volatile boolean advertiseStartTls;
    volatile boolean oneLineAuthOnly;
    volatile boolean twoLineAuthOnly;
    volatile boolean capabilitiesInOk;
    volatile boolean authenticatedButNotConnected;
    volatile boolean preauth;
    volatile int maximumCommandLine;
    volatile int longestCredential;
    volatile TokenRule tokenRule;
    private volatile List<String> mechanisms;
    private volatile @Nullable String challenge;

    MailScript(Protocol protocol) {
        this.protocol = protocol;
        toDefaults();
    }

    Protocol protocol() {
        return protocol;
    }

    void reset() {
        actions.clear();
        toDefaults();
    }

    private void toDefaults() {
        refusal = Refusal.DIRECT;
        refuseEverything = false;
        advertiseStartTls = true;
        oneLineAuthOnly = false;
        twoLineAuthOnly = false;
        capabilitiesInOk = true;
        authenticatedButNotConnected = false;
        preauth = false;
        maximumCommandLine = protocol.longestLine();
        longestCredential = protocol.longestLine();
        tokenRule = TokenRule.NONE;
        mechanisms = protocol.mechanisms();
        challenge = null;
        lines.clear();
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
    String challenge(String mechanism) {
        String set = challenge;
        return set != null ? set : base64(mechanism.equals("OAUTHBEARER") ? OAUTHBEARER_CHALLENGE : XOAUTH2_CHALLENGE);
    }

    void challengeJson(String json) {
        challenge = base64(json);
    }

    void challengeRaw(String text) {
        challenge = text;
    }

    /** What the test wants said at a moment, if anything. */
    Optional<String> line(Moment moment) {
        return Optional.ofNullable(lines.get(moment));
    }

    void line(Moment moment, String line) {
        lines.put(moment, line);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
