package io.github.mailbearer.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A failure of Microsoft Entra, of the application's registration or of the way to them, to be rehearsed with
 * {@link FakeEntra#play}.
 *
 * <pre>{@code
 * entra.play(EntraScenario.graphAudience());
 * // … the application gets a token, which the mail server refuses …
 * entra.play(EntraScenario.aadsts(7000222)); // the secret has expired
 * }</pre>
 *
 * <p>What people meet most has a method here; {@link #all} has the rest, which {@link #named} finds.
 */
public final class EntraScenario {

    private static final Duration USUAL_SKEW = Duration.ofMinutes(10);

    private final String name;
    private final List<String> ids;
    private final String description;
    private final Consumer<EntraParts> staging;

    EntraScenario(String name, List<String> ids, String description, Consumer<EntraParts> staging) {
        this.name = name;
        this.ids = ids;
        this.description = description;
        this.staging = staging;
    }

    /** {@return an Entra with nothing wrong, which ends the scenario played before and is not among {@link #all}} */
    public static EntraScenario healthy() {
        return new EntraScenario("healthy", List.of(), "Nothing is wrong.", parts -> {});
    }

    /**
     * Has the token endpoint answer with an error of Entra, whatever it is asked.
     *
     * @param number the number after {@code AADSTS}, such as 7000215
     * @return the scenario, whose name is {@code aadsts7000215}
     * @throws IllegalArgumentException if there is no scenario for it; {@link EntraReply#error(int, String, int, String)}
     *     makes any error
     */
    public static EntraScenario aadsts(int number) {
        return named(nameOf(number));
    }

    /** {@return tokens for Microsoft Graph, whatever the application asks for} */
    public static EntraScenario graphAudience() {
        return named("graphAudience");
    }

    /** {@return tokens of the application without roles, since no administrator has consented} */
    public static EntraScenario adminConsentMissing() {
        return named("adminConsentMissing");
    }

    /** {@return a tenant that does not exist, for tokens (AADSTS90002) as for the discovery document} */
    public static EntraScenario unknownTenant() {
        return named("unknownTenant");
    }

    /** {@return a tenant of the cloud for the government of the USA, which gets no tokens here (AADSTS900382)} */
    public static EntraScenario otherCloud() {
        return named("otherCloud");
    }

    /**
     * Has Entra's clock differ from the local one: in {@code Date} headers, tokens, and the judgement of client
     * assertions.
     *
     * @param ahead how far Entra's clock is ahead, negative for behind
     * @return the scenario
     */
    public static EntraScenario clockSkew(Duration ahead) {
        Objects.requireNonNull(ahead, "ahead");
        return new EntraScenario(
                "clockSkew",
                List.of("E7"),
                "Entra's clock is " + ahead + " ahead of the local one.",
                parts -> parts.clock.offset(ahead));
    }

    /** {@return a clock of Entra that is ten minutes ahead of the local one} */
    public static EntraScenario clockSkew() {
        return clockSkew(USUAL_SKEW);
    }

    /** {@return too many requests: status 429 with {@code Retry-After}} */
    public static EntraScenario throttled() {
        return named("throttled");
    }

    /** {@return trouble at Entra itself: status 503} */
    public static EntraScenario unavailable() {
        return named("unavailable");
    }

    /** {@return sign-ins of people that yield no refresh token} */
    public static EntraScenario noRefreshToken() {
        return named("noRefreshToken");
    }

    /** {@return a page with status 200 in place of a token} */
    public static EntraScenario captivePortal() {
        return named("captivePortal");
    }

    /** {@return a proxy on the way that wants a password: status 407} */
    public static EntraScenario proxyAuthentication() {
        return named("proxyAuthentication");
    }

    /** {@return every scenario there is} */
    public static List<EntraScenario> all() {
        return EntraScenarios.ALL;
    }

    /**
     * Finds a scenario.
     *
     * @param name its name, such as {@code graphAudience} or {@code aadsts7000215}
     * @return the scenario
     * @throws IllegalArgumentException if there is none of this name
     */
    public static EntraScenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name is \"" + name + "\": give the name of one of EntraScenario.all()"));
    }

    static String nameOf(int aadsts) {
        return "aadsts" + aadsts;
    }

    /** {@return the name, which no other has} */
    public String name() {
        return name;
    }

    /** {@return the rows of Mailbearer's catalogue of failures that this rehearses, such as {@code E2}} */
    public List<String> ids() {
        return ids;
    }

    /** {@return what is wrong, in a sentence} */
    public String description() {
        return description;
    }

    void stage(EntraParts parts) {
        staging.accept(parts);
    }

    @Override
    public String toString() {
        return "EntraScenario[" + name + "]";
    }
}
