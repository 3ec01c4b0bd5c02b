package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scenario of a mail server is made of.
 *
 * @param name its name
 * @param ids rows of the catalogue of failures
 * @param protocols who can play it
 * @param description what is wrong
 * @param exchange whether these are words of Exchange, which adds a block to them in SMTP
 * @param staging where the reply is said
 * @param plainReplies what may be said, without any block
 */
record MailScenarioData(
        String name,
        List<String> ids,
        Set<String> protocols,
        String description,
        boolean exchange,
        Staging staging,
        List<String> plainReplies) {

    static final MailScenarioData HEALTHY = silent("healthy", "Nothing is wrong.", (script, reply) -> {});

    /** Who speaks shows in the words: each of these protocols begins its replies in its own way. */
    private static String protocolOf(String reply) {
        if (Character.isDigit(reply.charAt(0))) {
            return "smtp";
        }
        return reply.startsWith("-") ? "pop3" : "imap";
    }

    static MailScenarioData exchange(
            String name, List<String> ids, String description, Staging staging, String... replies) {
        return saying(name, ids, description, true, staging, List.of(replies));
    }

    static MailScenarioData other(
            String name, List<String> ids, String description, Staging staging, String... replies) {
        return saying(name, ids, description, false, staging, List.of(replies));
    }

    /** A scenario without a reply of its own, for every protocol. */
    static MailScenarioData silent(String name, String description, Staging staging, String... ids) {
        return new MailScenarioData(
                name, List.of(ids), Set.of("smtp", "imap", "pop3"), description, false, staging, List.of());
    }

    private static MailScenarioData saying(
            String name,
            List<String> ids,
            String description,
            boolean exchange,
            Staging staging,
            List<String> replies) {
        Set<String> protocols =
                replies.stream().map(MailScenarioData::protocolOf).collect(Collectors.toUnmodifiableSet());
        return new MailScenarioData(name, ids, protocols, description, exchange, staging, replies);
    }

    List<String> replies(boolean hostBlock) {
        return plainReplies.stream()
                .map(reply -> hostBlock && exchange && protocolOf(reply).equals("smtp")
                        ? reply + MailScenario.HOST_BLOCK
                        : reply)
                .toList();
    }

    List<MailScenarioData> variants() {
        return plainReplies.isEmpty()
                ? List.of(this)
                : plainReplies.stream()
                        .map(reply -> saying(name, ids, description, exchange, staging, List.of(reply)))
                        .toList();
    }

    /** Sets the script for the first reply in the words of its protocol, or an empty one. */
    void stage(MailScript script, boolean hostBlock) {
        String protocol = script.protocol().id();
        if (!protocols.contains(protocol)) {
            throw new IllegalArgumentException("scenario " + name + " is one of " + protocols
                    + ": play it on a server of that protocol, not " + protocol);
        }
        String reply = replies(hostBlock).stream()
                .filter(line -> protocolOf(line).equals(protocol))
                .findFirst()
                .orElse("");
        staging.set(script, reply);
    }
}
