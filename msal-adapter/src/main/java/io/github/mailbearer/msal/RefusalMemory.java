package io.github.mailbearer.msal;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers in a mailbox's row that Entra wants a person to sign in, so that no other process asks at once again: Entra
 * blocks applications that repeat themselves (AADSTS50196).
 */
final class RefusalMemory {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final EntraApplication application;
    private final Connections connections;
    private final InstantSource clock;

    RefusalMemory(EntraApplication application, Connections connections, InstantSource clock) {
        this.application = application;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Checks that nobody was refused lately.
     *
     * @throws InteractionRequiredException if somebody was
     */
    void check(Wanted wanted, Connection connection) {
        Connection.Refusal refusal = connection.refusal();
        if (refusal != null
                && wanted.isPlain(connection)
                && Duration.between(refusal.at(), clock.instant()).abs().compareTo(MEMORY) < 0) {
            throw remembered(wanted.mailbox(), wanted.scopes(connection), refusal);
        }
    }

    private InteractionRequiredException remembered(String mailbox, Set<String> scopes, Connection.Refusal refusal) {
        Map<String, String> details = new LinkedHashMap<>();
        if (refusal.number() != 0) {
            details.put("error_codes", Integer.toString(refusal.number()));
        }
        if (!refusal.claims().isEmpty()) {
            details.put("claims", refusal.claims());
        }
        Asked asked = DelegatedRefusals.connected(application, mailbox, scopes);
        Diagnosis diagnosis = asked.diagnosis(400, refusal.error(), details);
        return new InteractionRequiredException(
                asked.message(diagnosis, refusal.error(), refusal.number()) + " Entra said so at " + refusal.at() + ".",
                refusal.error(),
                asked.details(details),
                null);
    }

    /** Notes a refusal in the row that was read after it. */
    void note(Wanted wanted, long version, Connection connection, InteractionRequiredException refused) {
        if (!wanted.isPlain(connection)) {
            return;
        }
        Matcher number = NUMBER.matcher(refused.details().getOrDefault("error_codes", ""));
        Connection.Refusal refusal = new Connection.Refusal(
                refused.error().orElse(""),
                number.lookingAt() ? Integer.parseInt(number.group()) : 0,
                refused.details().getOrDefault("claims", ""),
                clock.instant());
        try {
            if (!connections.save(wanted.key(), version, connection.refused(refusal))) {
                LOG.log(System.Logger.Level.DEBUG, "The row of {0} changed meanwhile", wanted.mailbox());
            }
        } catch (TokenCacheStoreException e) {
            refused.addSuppressed(e); // without the note, others will ask too
        }
    }
}
