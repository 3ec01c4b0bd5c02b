package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProviderFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The token provider factories that are there, and the one among them that is meant. */
final class TokenProviderFactories {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.mail");

    private final Map<String, TokenProviderFactory> byName = new LinkedHashMap<>();

    /** Of two with one name the first is taken. */
    TokenProviderFactories(List<TokenProviderFactory> factories) {
        factories.forEach(factory -> byName.putIfAbsent(factory.name(), factory));
    }

    /** Looks for factories with the loader of the application, then with our own. */
    static TokenProviderFactories find() {
        List<TokenProviderFactory> found = new ArrayList<>();
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        if (application != null) {
            collect(application, found);
        }
        collect(TokenProviderFactories.class.getClassLoader(), found);
        return new TokenProviderFactories(found);
    }

    private static void collect(@Nullable ClassLoader loader, List<TokenProviderFactory> found) {
        Iterator<TokenProviderFactory> factories =
                ServiceLoader.load(TokenProviderFactory.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = factories.hasNext();
                if (more) {
                    found.add(factories.next());
                }
            } catch (ServiceConfigurationError | LinkageError broken) {
                LOG.log(System.Logger.Level.WARNING, "A token provider factory cannot be used", broken);
            }
        }
    }

    /** The names of all properties that any of the factories knows. */
    Collection<String> properties() {
        Collection<String> names = new TreeSet<>();
        byName.values().forEach(factory -> names.addAll(factory.properties()));
        return names;
    }

    /**
     * Chooses a factory.
     *
     * @param name the name it must have, or {@code null} for the only one
     * @throws IllegalArgumentException if there is none or several, with all names there are
     * @throws IllegalStateException if its properties would be taken for somebody else's
     */
    TokenProviderFactory choose(@Nullable String name) {
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("there is no token provider: add a jar that has"
                    + " META-INF/services/" + TokenProviderFactory.class.getName()
                    + " where the application's own classes are");
        }
        if (name == null && byName.size() > 1) {
            throw new IllegalArgumentException(OwnProperties.PROVIDER
                    + " is not set, and there are several token providers: set one of " + names());
        }
        TokenProviderFactory chosen = name == null ? byName.values().iterator().next() : byName.get(name.strip());
        if (chosen == null) {
            throw new IllegalArgumentException(
                    OwnProperties.PROVIDER + "=" + name + " is not there: set one of " + names());
        }
        requireOwnNames(chosen);
        return chosen;
    }

    private String names() {
        return String.join(", ", new TreeSet<>(byName.keySet()));
    }

    private static void requireOwnNames(TokenProviderFactory factory) {
        String prefix = OwnProperties.PREFIX + factory.name() + ".";
        for (String name : factory.properties()) {
            if (!name.startsWith(prefix)) {
                throw new IllegalStateException(
                        factory.getClass().getName() + " reads " + name + ", whose name should begin with " + prefix);
            }
        }
    }
}
