package io.github.mailbearer.diagnosis;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The statements about a set-up that conditions are made of: what they are called, and when they are true. */
final class Statement {

    private static final Set<String> GRAPH = Set.of("graph.microsoft.com", "00000003-0000-0000-c000-000000000000");
    private static final String EXCHANGE_ID = "00000002-0000-0ff1-ce00-000000000000";
    private static final String PERSONAL_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";
    private static final String BUSINESS_SERVERS = "smtp(?:-legacy)?\\.office365\\.(?:com|us)(?::\\d+)?";
    private static final String PERSONAL_DOMAINS = ".*@(?:outlook|hotmail|live|msn)\\.[a-z.]{2,10}";

    /** What a server may still want a token to last; High Volume Email wants about ten minutes. */
    private static final Duration EXPIRING = Duration.ofMinutes(10);

    /** Exchange takes no longer line over POP3. */
    private static final int LONG = 4096;

    private static final Map<String, Term.Test> TESTS = Map.ofEntries(
            Map.entry("audience=graph", (symptom, facts) -> audience(facts, GRAPH::contains)),
            Map.entry("audience=exchange", (symptom, facts) -> audience(facts, Statement::isExchange)),
            Map.entry("grant=app", (symptom, facts) -> app(facts)),
            Map.entry("grant=person", (symptom, facts) -> not(app(facts))),
            Map.entry("user=differs", (symptom, facts) -> userDiffers(facts)),
            Map.entry("account=named", (symptom, facts) -> accountNamed(facts)),
            Map.entry("account=personal", (symptom, facts) -> personal(facts)),
            Map.entry("server=business", (symptom, facts) -> business(facts)),
            Map.entry("sender=differs", (symptom, facts) -> differ(facts, Fact.FROM, Fact.MAILBOX)),
            Map.entry("tenant=differs", (symptom, facts) -> tenantDiffers(facts)),
            Map.entry("application=differs", (symptom, facts) -> applicationDiffers(facts)),
            Map.entry("object-id=differs", (symptom, facts) -> differ(facts, Fact.REGISTERED_OBJECT, Fact.OBJECT)),
            Map.entry("object-id=same", (symptom, facts) -> not(differ(facts, Fact.REGISTERED_OBJECT, Fact.OBJECT))),
            Map.entry("permission=missing", Statement::permissionMissing),
            Map.entry("token=long", (symptom, facts) -> tokenLong(facts)),
            Map.entry("token=expiring", (symptom, facts) -> expires(facts, EXPIRING)),
            Map.entry("token=expired", (symptom, facts) -> expires(facts, Duration.ZERO)));

    private Statement() {}

    static Optional<Term.Test> named(String name) {
        return Optional.ofNullable(TESTS.get(name));
    }

    static Set<String> names() {
        return TESTS.keySet();
    }

    private static Truth audience(Facts facts, Predicate<String> wanted) {
        return claim(facts, TokenClaims::audience, audience -> Truth.of(wanted.test(host(audience))));
    }

    static String host(String audience) {
        return audience.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    }

    static boolean isExchange(String host) {
        return host.equals(EXCHANGE_ID)
                || host.matches(
                        "(?:[a-z-]+\\.)?(?:outlook\\.office(?:365)?\\.(?:com|us)|outlook\\.com|outlook\\.cn|office365\\.us)");
    }

    private static Truth app(Facts facts) {
        return facts.claims()
                .map(claims -> Truth.of(claims.isApplication()))
                .orElseGet(() -> facts.given(Fact.SCOPE)
                        .map(scope -> Truth.of(scope.endsWith("/.default")))
                        .orElse(Truth.UNKNOWN));
    }

    private static Truth userDiffers(Facts facts) {
        Optional<String> user = facts.get(Fact.USER);
        if (user.isEmpty()) {
            return Truth.UNKNOWN;
        }
        return claim(facts, TokenClaims::userPrincipalName, upn -> Truth.of(!upn.equalsIgnoreCase(user.get())));
    }

    private static Truth accountNamed(Facts facts) {
        Optional<String> account = facts.given(Fact.ACCOUNT);
        Optional<String> mailbox = facts.given(Fact.MAILBOX);
        return account.isEmpty() || mailbox.isEmpty()
                ? Truth.UNKNOWN
                : Truth.of(!account.get().equalsIgnoreCase(mailbox.get()));
    }

    private static Truth personal(Facts facts) {
        Optional<String> tenant = facts.claims().flatMap(TokenClaims::tenantId);
        if (tenant.isPresent()) {
            return Truth.of(tenant.get().equalsIgnoreCase(PERSONAL_TENANT));
        }
        return facts.get(Fact.ACCOUNT)
                .or(() -> facts.get(Fact.MAILBOX))
                .filter(address -> address.toLowerCase(Locale.ROOT).matches(PERSONAL_DOMAINS))
                .map(address -> Truth.TRUE)
                .orElse(Truth.UNKNOWN);
    }

    private static Truth business(Facts facts) {
        return facts.get(Fact.SERVER)
                .map(server -> Truth.of(server.toLowerCase(Locale.ROOT).matches(BUSINESS_SERVERS)))
                .orElse(Truth.UNKNOWN);
    }

    /** A tenant given by a domain cannot be compared with the token's id. */
    private static Truth tenantDiffers(Facts facts) {
        Optional<String> configured = facts.given(Fact.TENANT).filter(Fact.CLIENT::fits);
        return configured.isEmpty()
                ? Truth.UNKNOWN
                : claim(facts, TokenClaims::tenantId, tenant -> Truth.of(!tenant.equalsIgnoreCase(configured.get())));
    }

    private static Truth applicationDiffers(Facts facts) {
        Optional<String> configured = facts.given(Fact.CLIENT);
        return configured.isEmpty()
                ? Truth.UNKNOWN
                : claim(facts, TokenClaims::applicationId, id -> Truth.of(!id.equalsIgnoreCase(configured.get())));
    }

    /** An application may submit without a permission in Entra, by RBAC for Applications. */
    private static Truth permissionMissing(Symptom symptom, Facts facts) {
        if (facts.claims().isEmpty() || symptom.places().size() != 1) {
            return Truth.UNKNOWN;
        }
        Place place = symptom.places().iterator().next();
        TokenClaims claims = facts.claims().get();
        if (place == Place.TOKEN) {
            return Truth.UNKNOWN;
        }
        Set<String> granted = claims.isApplication() ? claims.roles() : claims.scopes();
        if (granted.stream().anyMatch(permission -> permits(permission, place, facts))) {
            return Truth.FALSE;
        }
        return place == Place.SMTP && claims.isApplication() ? Truth.UNKNOWN : Truth.TRUE;
    }

    private static boolean permits(String permission, Place place, Facts facts) {
        return switch (place) {
            case SMTP -> permission.startsWith("SMTP.") || (permission.equals("Mail.Send") && highVolume(facts));
            case IMAP -> permission.startsWith("IMAP.");
            case POP3 -> permission.startsWith("POP.");
            case TOKEN -> false;
        };
    }

    /** Whether the server is known to be that of High Volume Email. */
    static boolean highVolume(Facts facts) {
        return facts.get(Fact.SERVER)
                .map(server -> Provider.in(Phrase.folded(server)).contains(Provider.HVE))
                .orElse(false);
    }

    private static Truth tokenLong(Facts facts) {
        return facts.tokenLength() == 0 ? Truth.UNKNOWN : Truth.of(facts.tokenLength() > LONG);
    }

    private static Truth expires(Facts facts, Duration within) {
        return facts.claims()
                .flatMap(TokenClaims::expiresAt)
                .map(end -> Truth.of(!end.isAfter(facts.at().plus(within))))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth differ(Facts facts, Fact one, Fact other) {
        Optional<String> first = facts.get(one);
        Optional<String> second = facts.get(other);
        return first.isEmpty() || second.isEmpty()
                ? Truth.UNKNOWN
                : Truth.of(!first.get().equalsIgnoreCase(second.get()));
    }

    private static Truth claim(
            Facts facts, Function<TokenClaims, Optional<String>> claim, Function<String, Truth> test) {
        return facts.claims().flatMap(claim).map(test).orElse(Truth.UNKNOWN);
    }

    private static Truth not(Truth truth) {
        return switch (truth) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }
}
