package io.github.mailbearer.msal;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * MSAL's token cache in the form in which it serialises itself: the only form in which MSAL gives a refresh token away.
 *
 * <p>Holds secrets. Immutable.
 */
final class MsalCache {

    private static final String ACCESS_TOKENS = "AccessToken";
    private static final String REFRESH_TOKENS = "RefreshToken";
    private static final String ACCOUNTS = "Account";

    private final Map<String, Map<String, Object>> sections;

    private MsalCache(Map<String, Map<String, Object>> sections) {
        this.sections = sections;
    }

    /**
     * Reads a cache.
     *
     * @throws IllegalArgumentException if it is none; the message shows nothing of it
     */
    static MsalCache of(String serialized) {
        try (JsonReader reader = JsonProviders.createReader(serialized)) {
            if (reader.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
                reader.readMap(JsonReader::readUntyped)
                        .forEach((name, entries) -> sections.put(name, members(entries)));
                return new MsalCache(sections);
            }
        } catch (IOException | RuntimeException e) {
            throw notACache(); // the parser quotes what it reads
        }
        throw notACache();
    }

    private static IllegalArgumentException notACache() {
        return new IllegalArgumentException(
                "the cache is not one that MSAL serialised: it is no JSON object of sections");
    }

    @SuppressWarnings("unchecked") // JSON has no names but strings
    private static Map<String, Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }

    /** Who signed in. */
    List<CachedAccount> accounts() {
        return section(ACCOUNTS).values().stream()
                .map(MsalCache::members)
                .map(account -> new CachedAccount(
                        text(account, "home_account_id"),
                        text(account, "environment"),
                        text(account, "username"),
                        text(account, "realm")))
                .toList();
    }

    /** The part that one account and one application have in this cache, without access tokens. */
    MsalCache only(String homeAccountId, String clientId) {
        Predicate<Map<String, Object>> theirs = entry -> text(entry, "home_account_id")
                        .equals(homeAccountId)
                && (!entry.containsKey("client_id") || text(entry, "client_id").equalsIgnoreCase(clientId));
        Map<String, Map<String, Object>> kept = new LinkedHashMap<>();
        sections.forEach((name, entries) -> {
            Map<String, Object> some = new LinkedHashMap<>();
            if (!name.equals(ACCESS_TOKENS)) {
                entries.entrySet().stream()
                        .filter(entry -> theirs.test(members(entry.getValue())))
                        .forEach(entry -> some.put(entry.getKey(), entry.getValue()));
            }
            kept.put(name, some);
        });
        return new MsalCache(kept);
    }

    /** The first refresh token in it. */
    Optional<String> refreshToken() {
        return section(REFRESH_TOKENS).values().stream()
                .map(entry -> text(members(entry), "secret"))
                .filter(secret -> !secret.isEmpty())
                .findFirst();
    }

    private Map<String, Object> section(String name) {
        return Objects.requireNonNullElse(sections.get(name), Map.of());
    }

    private static String text(Map<String, Object> entry, String name) {
        return entry.get(name) instanceof String text ? text : "";
    }

    /** The cache as MSAL reads it. */
    String serialized() {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(sections);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** How much there is, nothing of what. */
    @Override
    public String toString() {
        return "MsalCache[" + section(ACCOUNTS).size() + " accounts]";
    }

    /**
     * An account in the cache; what is not known of it is empty.
     *
     * @param id object id and tenant
     * @param environment the login host
     * @param username the address that the person signs in with
     * @param realm the tenant
     */
    record CachedAccount(String id, String environment, String username, String realm) {}
}
