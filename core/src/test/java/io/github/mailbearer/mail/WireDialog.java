package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.TranscriptServer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dialog with a server out of {@code wire/*.txt}: a transcript as {@link TranscriptServer} plays it, with comments that
 * say how the client behaves and what should come of it.
 *
 * <ul>
 *   <li>{@code # protocol: smtp}, {@code imap} or {@code pop3}
 *   <li>{@code # outcome: success}, {@code rejected} (by a {@link TokenRejectedException}), {@code temporary} (by an
 *       exception that is no authentication failure), or {@code recorded}: the bridge never speaks like that, and the
 *       dialog is only kept
 *   <li>{@code # says: …} something that the exception tells, {@code # error: …} the status in the server's explanation
 *   <li>{@code # does: connect} unless it does {@code open} the inbox too, or {@code idle} there until the server ends the
 *       connection and then connects again
 *   <li>{@code # tokens: …} how many there are to be had, else 1; {@code # token: …} their length, else 40
 *   <li>{@code # mechanism: OAUTHBEARER}, {@code # property: name=value}, {@code # security: starttls}: what the Session
 *       is told; without the last, TLS is where the transcript has it
 * </ul>
 */
record WireDialog(String name, String transcript, Map<String, String> notes) {

    /** What should come of a dialog. */
    enum Outcome {
        SUCCESS,
        REJECTED,
        TEMPORARY,
        RECORDED
    }

    /** What a client does. */
    enum Visit {
        CONNECT,
        OPEN,
        IDLE
    }

    private static final Pattern NOTE = Pattern.compile("# ([a-z]+): (.+)");

    static WireDialog parse(String name, String text) {
        Map<String, String> notes = text.lines()
                .map(NOTE::matcher)
                .filter(note -> note.matches())
                .collect(Collectors.toMap(note -> note.group(1), note -> note.group(2)));
        return new WireDialog(name, text, notes);
    }

    MailProtocol protocol() {
        return MailProtocol.valueOf(required("protocol"));
    }

    Outcome outcome() {
        return Outcome.valueOf(required("outcome"));
    }

    Visit visit() {
        return Visit.valueOf(note("does").orElse("connect").toUpperCase(Locale.ROOT));
    }

    Optional<String> note(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    private String required(String key) {
        return note(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "wire/" + name + " does not say it: write a line \"# " + key + ": …\""))
                .toUpperCase(Locale.ROOT);
    }

    /** Describes the Session of the client. */
    OAuth2Sessions.Builder session(TranscriptServer server) {
        OAuth2Sessions.Builder builder = OAuth2Sessions.builder(tokens())
                .server(MailServer.of(protocol(), server.host(), server.port(), security()))
                .sslContext(server.clientContext())
                .user(Mails.MAILBOX);
        if (isClear()) {
            builder.property("mailbearer.allow-cleartext-to-loopback", "true");
        }
        note("mechanism").map(SaslMechanism::valueOf).ifPresent(builder::mechanism);
        note("property").map(each -> each.split("=", 2)).ifPresent(each -> builder.property(each[0], each[1]));
        return builder;
    }

    private boolean isClear() {
        return note("security").isEmpty() && !transcript.contains("-- starttls");
    }

    private TransportSecurity security() {
        boolean tlsComesFirst = transcript
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .filter("-- starttls"::equals)
                .isPresent();
        return tlsComesFirst ? TransportSecurity.IMPLICIT_TLS : TransportSecurity.STARTTLS;
    }

    private TokenProvider tokens() {
        int count = note("tokens").map(Integer::valueOf).orElse(1);
        int length = note("token").map(Integer::valueOf).orElse(40);
        AtomicInteger asked = new AtomicInteger();
        return request -> ScriptedTokens.token("t".repeat(length - 1) + Math.min(asked.incrementAndGet(), count));
    }

    @Override
    public String toString() {
        return name;
    }
}
