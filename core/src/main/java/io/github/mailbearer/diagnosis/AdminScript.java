package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PowerShell with which an administrator of Exchange Online looks at a set-up and mends it, with its own values.
 *
 * <p>The script looks first. As it stands it changes nothing: what would is commented out, each command with a sentence
 * that says what it is for. Every value has been checked and quoted as those in a {@link Remedy} are, and one that is not
 * known stands as a name in angle brackets, at which PowerShell stops.
 *
 * <pre>{@code
 * Facts facts = Facts.builder().tenantId(tenant).clientId(client).token(token).mailbox("noreply@contoso.com").build();
 * Files.writeString(Path.of("exchange.ps1"), AdminScript.of(facts, Set.of(Place.SMTP)).text());
 * }</pre>
 */
public final class AdminScript {

    private static final String TEMPLATE = "admin-script.ps1";

    /** Begins a section of the template; the words after it must all hold. */
    private static final String SECTION = "#when";

    private final Facts facts;
    private final Set<Place> places;

    private AdminScript(Facts facts, Set<Place> places) {
        this.facts = facts;
        this.places = places;
    }

    /**
     * Prepares the script.
     *
     * @param facts what is known of the set-up. What the token says decides whether it is about an application or a person
     * @param places the mail protocols that the application uses
     * @return the script
     * @throws IllegalArgumentException if no mail protocol is among the places
     */
    public static AdminScript of(Facts facts, Set<Place> places) {
        Objects.requireNonNull(facts, "facts");
        Set<Place> protocols = EnumSet.noneOf(Place.class);
        protocols.addAll(places);
        protocols.remove(Place.TOKEN);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("places names no mail protocol: give SMTP, IMAP or POP3, or several");
        }
        return new AdminScript(facts, protocols);
    }

    /**
     * The script.
     *
     * @return its lines, each ended by a line feed
     */
    public String text() {
        Set<String> words = words();
        StringBuilder text = new StringBuilder();
        boolean wanted = false;
        for (String line : template()) {
            if (line.startsWith(SECTION)) {
                wanted = words.containsAll(
                        Set.of(line.substring(SECTION.length()).strip().split(" ", -1)));
            } else if (wanted) {
                text.append(Template.command(line, facts)).append('\n');
            }
        }
        return text.toString();
    }

    static List<String> template() {
        try (InputStream in = Objects.requireNonNull(AdminScript.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What holds of this set-up, in the words of the template. */
    private Set<String> words() {
        Set<String> words = places.stream().map(Place::word).collect(Collectors.toCollection(HashSet::new));
        words.add("");
        if (places.contains(Place.IMAP) || places.contains(Place.POP3)) {
            words.add("reading");
        }
        words.add(ExchangeCloud.of(facts).word());
        words.add(Statement.highVolume(facts) ? "hve" : "exchange");
        boolean shared = holds("account=named") == Truth.TRUE && holds("grant=app") != Truth.TRUE;
        words.add(shared ? "shared" : "own");
        if (holds("grant=app") == Truth.TRUE || (holds("grant=app") == Truth.UNKNOWN && !shared)) {
            words.add("app");
        }
        if (holds("object-id=differs") == Truth.TRUE) {
            words.add("wrong-object");
        }
        if (holds("sender=differs") == Truth.TRUE) {
            words.add("other-sender");
        }
        return words;
    }

    private Truth holds(String statement) {
        return Statement.named(statement).orElseThrow().of(Symptom.ofText(""), facts);
    }

    @Override
    public String toString() {
        return "AdminScript[" + places + "]";
    }
}
