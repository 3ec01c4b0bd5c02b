package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Leads from properties to the token provider of a test. */
public final class TestTokens implements TokenProviderFactory {

    static final String ISSUER = "mailbearer.test.issuer";
    static final String SECRET = "mailbearer.test.secret";

    private static final Map<String, TokenProvider> ISSUERS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> MADE = new ConcurrentHashMap<>();
    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    /** Puts a name of a provider into properties. */
    static String use(TokenProvider tokens, Properties properties) {
        String issuer = UUID.randomUUID().toString();
        ISSUERS.put(issuer, tokens);
        properties.setProperty(ISSUER, issuer);
        return issuer;
    }

    /** The context class loader that the provider of a name was made with. */
    static ClassLoader madeWith(String issuer) {
        return LOADERS.get(issuer);
    }

    /** How often the provider of a name was made. */
    static int made(String issuer) {
        return MADE.getOrDefault(issuer, 0);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Set<String> properties() {
        return Set.of(ISSUER, SECRET);
    }

    @Override
    public TokenProvider create(Function<String, String> settings) {
        String issuer = settings.apply(ISSUER);
        if (issuer == null) {
            throw new IllegalArgumentException(ISSUER + " is not set: give the name that TestTokens.use answered");
        }
        if ("undeclared".equals(settings.apply(SECRET))) {
            settings.apply("mailbearer.test.undeclared");
        }
        if ("linkage".equals(settings.apply(SECRET))) {
            throw new NoClassDefFoundError("com/example/Vault");
        }
        LOADERS.put(issuer, Thread.currentThread().getContextClassLoader());
        MADE.merge(issuer, 1, Integer::sum);
        return ISSUERS.get(issuer);
    }
}
