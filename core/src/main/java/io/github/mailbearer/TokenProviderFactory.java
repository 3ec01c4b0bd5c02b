package io.github.mailbearer;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a token provider from properties, for applications that can be given properties and no code.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: named in
 * {@code META-INF/services/io.github.mailbearer.TokenProviderFactory}, and by {@code provides} in a {@code module-info}.
 *
 * <pre>{@code
 * public final class VaultTokens implements TokenProviderFactory {
 *
 *     public String name() {
 *         return "vault";
 *     }
 *
 *     public Set<String> properties() {
 *         return Set.of("mailbearer.vault.address");
 *     }
 *
 *     public TokenProvider create(Function<String, @Nullable String> settings) {
 *         String address = settings.apply("mailbearer.vault.address");
 *         if (address == null) {
 *             throw new IllegalArgumentException(
 *                     "mailbearer.vault.address is not set: give the URL of the vault, such as https://vault.example.org");
 *         }
 *         return request -> ask(address, request.account());
 *     }
 * }
 * }</pre>
 *
 * <p>Implementations must be safe for use by several threads at once.
 */
public interface TokenProviderFactory {

    /**
     * The name that users give to choose this factory if there are several.
     *
     * @return lower-case letters, digits and hyphens, a letter first
     */
    String name();

    /**
     * The names of all properties that {@link #create} may ask for. Each begins with {@code mailbearer.}, the {@link #name}
     * and a dot.
     *
     * @return the names, always the same
     */
    Set<String> properties();

    /**
     * Makes a provider. Called once for each distinct set of values: whoever has the same settings shares the provider,
     * with a {@link CachingTokenProvider} in front of it unless it is one. A provider that has not been asked for by
     * many others since may be made again.
     *
     * <p>Nothing is fetched here: others wait meanwhile. That is the business of {@link TokenProvider#getToken}.
     *
     * @param settings answers the value of a property, or {@code null} if it is not set or blank
     * @return the provider
     * @throws IllegalArgumentException if a value is missing or wrong, naming the property and the right form, and no
     *     secret
     */
    TokenProvider create(Function<String, @Nullable String> settings);
}
