package io.github.mailbearer.mail;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Catalogue;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mailbearer.*} properties of a Session: what its maker could say in code as well.
 *
 * <p>All of their names stand here and in {@link SessionProperties}. Those of token providers have a further dot after
 * the provider's name and are known to its {@link io.github.mailbearer.TokenProviderFactory}.
 */
final class OwnProperties {

    static final String PREFIX = "mailbearer.";
    static final String PLATFORM = PREFIX + "platform";
    static final String PROVIDER = PREFIX + "provider";
    private static final String SIGNED_IN_AS = PREFIX + "signed-in-as";
    private static final String SCOPES = PREFIX + "scopes";
    private static final String REQUIRE_SENDER = PREFIX + "require-sender";
    private static final String LIMITS = PREFIX + "limits";
    private static final String CATALOGUE = PREFIX + "catalogue";
    private static final List<String> NAMES = List.of(
            PLATFORM,
            PROVIDER,
            SIGNED_IN_AS,
            SCOPES,
            REQUIRE_SENDER,
            LIMITS,
            CATALOGUE,
            SessionProperties.CLEARTEXT_TO_LOOPBACK);

    private final Map<?, ?> properties;

    /**
     * Looks at properties.
     *
     * @param properties without defaults
     */
    OwnProperties(Map<?, ?> properties) {
        this.properties = properties;
    }

    static OwnProperties of(Properties properties) {
        return new OwnProperties(SessionProperties.copyOf(properties));
    }

    /**
     * Refuses names that mean nothing.
     *
     * @param ofProviders the names that token providers know, or {@code null} if tokens come from code, which has no use
     *     for those names
     * @throws IllegalArgumentException naming the property and the nearest one there is
     */
    void refuseUnknown(@Nullable Collection<String> ofProviders) {
        TreeSet<String> known = new TreeSet<>(NAMES);
        if (ofProviders != null) {
            known.addAll(ofProviders);
        }
        for (Object key : properties.keySet()) {
            String name = String.valueOf(key);
            boolean readByNobody = ofProviders == null && name.indexOf('.', PREFIX.length()) >= 0;
            if (isOurs(name) && !readByNobody && !known.contains(name)) {
                throw new IllegalArgumentException(
                        name + " is not known: remove it, or set " + NearestName.of(name, known) + " if that is meant");
            }
        }
    }

    /**
     * Refuses names that code has other words for.
     *
     * @throws IllegalArgumentException naming the property
     */
    void refuseInBuilder() {
        for (Object key : properties.keySet()) {
            String name = String.valueOf(key);
            if (isOurs(name) && !name.equals(SessionProperties.CLEARTEXT_TO_LOOPBACK)) {
                throw new IllegalArgumentException(name + " is for Sessions made from properties alone: remove it, and"
                        + " say it by the methods of the builder");
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX) && !MechanismSettings.isNote(name);
    }

    /**
     * Completes a recipe; what it says already stays.
     *
     * @throws IllegalArgumentException if a value is wrong, naming the property and the right form
     */
    void applyTo(SessionRecipe recipe) {
        String platform = text(PLATFORM);
        if (platform != null && recipe.platform == null) {
            recipe.platform = PlatformNames.find(PLATFORM, platform);
        }
        String account = text(SIGNED_IN_AS);
        if (account != null && !recipe.namesAccount) {
            checked(SIGNED_IN_AS, account);
            recipe.account = mailbox -> account;
            recipe.namesAccount = true;
        }
        String scopes = text(SCOPES);
        if (scopes != null && recipe.scopes.isEmpty()) {
            String[] single = scopes.strip().split("[\\s,]+");
            recipe.scopes = List.copyOf(checked(SCOPES, "any", single).scopes());
        }
        recipe.requireSender |= requiresSender();
        String limits = text(LIMITS);
        if (limits != null && recipe.limits == null) {
            recipe.limits = recipe.limitsOf.apply(limits);
        }
        String catalogue = text(CATALOGUE);
        if (catalogue != null && recipe.catalogue == null) {
            recipe.catalogue = extended(catalogue);
        }
    }

    private static Catalogue extended(String file) {
        try {
            return Catalogue.builtIn().extendedBy(Path.of(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(CATALOGUE + " is wrong: " + e.getMessage(), e);
        }
    }

    /** The limits that a value of the property describes. */
    static MailboxLimits limits(String text) {
        return LimitsText.read(LIMITS, text);
    }

    private static TokenRequest checked(String property, String account, String... scopes) {
        try {
            return TokenRequest.of(account, scopes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + " is wrong: " + e.getMessage(), e);
        }
    }

    private boolean requiresSender() {
        String value = text(REQUIRE_SENDER);
        if (value == null || value.strip().equalsIgnoreCase("false")) {
            return false;
        }
        if (!value.strip().equalsIgnoreCase("true")) {
            throw new IllegalArgumentException(
                    REQUIRE_SENDER + "=" + value + " is neither true nor false: set true, or remove it");
        }
        return true;
    }

    /** The value of a property, or {@code null} if it is not set or blank. */
    @Nullable
    String text(String name) {
        Object value = properties.get(name);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
