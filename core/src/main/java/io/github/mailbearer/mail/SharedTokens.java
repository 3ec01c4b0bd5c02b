package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Sessions with equal token settings have in common, if they opted in by properties: the cache of tokens, the guard
 * and the limits of mailboxes.
 *
 * <p>Such Sessions know nothing of each other, and there may be one for each message. What they share is kept at the
 * class of the factory that made the tokens: it is found wherever that class is, and goes with its class loader.
 */
final class SharedTokens {

    private static final int MOST_SETTINGS = 1000;
    private static final int MOST_LIMITS = 20;

    private static final ClassValue<Memo<Map<String, String>, SharedTokens>> BY_FACTORY = new ClassValue<>() {
        @Override
        protected Memo<Map<String, String>, SharedTokens> computeValue(Class<?> factory) {
            return new Memo<>(MOST_SETTINGS);
        }
    };

    private final TokenProvider tokens;
    private final ConnectGuard guard = ConnectGuard.create();
    private final Memo<String, MailboxLimits> limits = new Memo<>(MOST_LIMITS);

    private SharedTokens(TokenProvider tokens) {
        this.tokens = tokens;
    }

    /**
     * Answers what belongs to the settings of a factory.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong, as the factory says
     */
    static SharedTokens of(TokenProviderFactory factory, OwnProperties properties) {
        Set<String> names = Set.copyOf(factory.properties());
        Map<String, String> settings = new HashMap<>();
        for (String name : names) {
            String value = properties.text(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return BY_FACTORY.get(factory.getClass()).get(settings, () -> new SharedTokens(made(factory, names, settings)));
    }

    /** Threads and whatever else is made on the way must not hold the class loader of whichever application is first. */
    private static TokenProvider made(TokenProviderFactory factory, Set<String> names, Map<String, String> settings) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(factory.getClass().getClassLoader());
        try {
            TokenProvider made = factory.create(name -> {
                if (!names.contains(name)) {
                    throw new IllegalStateException(
                            factory.getClass().getName() + " asks for " + name + ", which properties() does not name");
                }
                return settings.get(name);
            });
            if (made == null) {
                throw new IllegalStateException(factory.getClass().getName() + " made null in place of a provider");
            }
            return SessionRecipe.cached(made);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    TokenProvider tokens() {
        return tokens;
    }

    ConnectGuard guard() {
        return guard;
    }

    /** The limits that a property describes. */
    MailboxLimits limits(String text) {
        return limits.get(text, () -> OwnProperties.limits(text));
    }
}
