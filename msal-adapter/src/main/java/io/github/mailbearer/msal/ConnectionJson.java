package io.github.mailbearer.msal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A {@link Connection} as JSON, the content of a row. */
final class ConnectionJson {

    /** Raised when an older reader could misunderstand what is written. */
    private static final int FORMAT = 1;

    private ConnectionJson() {}

    static byte[] write(Connection connection) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("account", account(connection.account()));
        members.put("scopes", List.copyOf(new TreeSet<>(connection.scopes())));
        members.put("connectedAt", connection.connectedAt().toString());
        members.put("refreshedAt", connection.refreshedAt().toString());
        members.put("cache", connection.cache());
        members.put(
                "tokens",
                connection.tokens().stream().map(ConnectionJson::token).toList());
        Connection.Refusal refusal = connection.refusal();
        if (refusal != null) {
            members.put("refusal", refusal(refusal));
        }
        return Json.write(members);
    }

    private static Map<String, Object> account(Connection.Account account) {
        return Map.of(
                "id", account.id(),
                "environment", account.environment(),
                "username", account.username(),
                "tenantId", account.tenantId());
    }

    private static Map<String, Object> token(Connection.HeldToken token) {
        return Map.of(
                "scopes", List.copyOf(new TreeSet<>(token.scopes())),
                "value", token.value(),
                "obtainedAt", token.obtainedAt().toString(),
                "refreshAt", token.refreshAt().toString(),
                "expiresAt", token.expiresAt().toString());
    }

    private static Map<String, Object> refusal(Connection.Refusal refusal) {
        return Map.of(
                "error", refusal.error(),
                "number", refusal.number(),
                "claims", refusal.claims(),
                "at", refusal.at().toString());
    }

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none, saying why as the rest of a sentence and showing nothing of it
     */
    static Connection read(byte[] content) {
        Members row = new Members(
                Json.object(content).orElseThrow(() -> new IllegalArgumentException("holds no connected mailbox")));
        if (!Integer.valueOf(FORMAT).equals(row.members().get("format"))) {
            throw new IllegalArgumentException("was written in a form that this version of Mailbearer does not know");
        }
        Members account = row.object("account");
        return new Connection(
                new Connection.Account(
                        account.text("id"),
                        account.text("environment"),
                        account.text("username"),
                        account.text("tenantId")),
                row.texts("scopes"),
                row.instant("connectedAt"),
                row.instant("refreshedAt"),
                row.cache(),
                row.objects("tokens").stream().map(ConnectionJson::token).toList(),
                row.members().containsKey("refusal") ? refusal(row.object("refusal")) : null);
    }

    private static Connection.HeldToken token(Members token) {
        return new Connection.HeldToken(
                token.texts("scopes"),
                token.text("value"),
                token.instant("obtainedAt"),
                token.instant("refreshAt"),
                token.instant("expiresAt"));
    }

    private static Connection.Refusal refusal(Members refusal) {
        return new Connection.Refusal(
                refusal.text("error"),
                refusal.members().get("number") instanceof Integer number ? number : 0,
                refusal.text("claims"),
                refusal.instant("at"));
    }

    /** The members of a JSON object, each of which must be there. */
    private record Members(Map<String, ?> members) {

        String text(String name) {
            if (members.get(name) instanceof String text) {
                return text;
            }
            throw missing(name);
        }

        String cache() {
            try {
                MsalCache.of(text("cache"));
            } catch (IllegalArgumentException e) {
                throw missing("cache"); // it may quote what it reads
            }
            return text("cache");
        }

        Instant instant(String name) {
            try {
                return Instant.parse(text(name));
            } catch (DateTimeException e) {
                throw missing(name); // it quotes what it reads
            }
        }

        Set<String> texts(String name) {
            Set<String> texts = new LinkedHashSet<>();
            for (Object item : list(name)) {
                if (!(item instanceof String text)) {
                    throw missing(name);
                }
                texts.add(text);
            }
            return texts;
        }

        Members object(String name) {
            return objectOf(name, members.get(name));
        }

        List<Members> objects(String name) {
            List<Members> objects = new ArrayList<>();
            list(name).forEach(item -> objects.add(objectOf(name, item)));
            return objects;
        }

        private List<?> list(String name) {
            if (members.get(name) instanceof List<?> list) {
                return list;
            }
            throw missing(name);
        }

        @SuppressWarnings("unchecked") // JSON has no names but strings
        private static Members objectOf(String name, @Nullable Object value) {
            if (value instanceof Map<?, ?> object) {
                return new Members((Map<String, ?>) object);
            }
            throw missing(name);
        }

        private static IllegalArgumentException missing(String name) {
            return new IllegalArgumentException("lacks a usable \"" + name + "\"");
        }
    }
}
