package io.github.mailbearer.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scenarios of the token endpoint that are more than an error with a number. */
final class EntraScenarios {

    static final List<EntraScenario> ALL = all();

    private static final String GRAPH = "https://graph.microsoft.com";

    private EntraScenarios() {}

    private static List<EntraScenario> all() {
        List<EntraScenario> all = new ArrayList<>(List.of(
                scenario(
                        "graphAudience",
                        "Tokens are issued for Microsoft Graph, which Exchange refuses.",
                        parts -> parts.issuer.override(Map.of("aud", GRAPH)),
                        "S2"),
                scenario(
                        "adminConsentMissing",
                        "The application's tokens carry no roles, since no administrator has consented.",
                        parts -> parts.issuer.override(without("roles")),
                        "S1",
                        "I1",
                        "I11"),
                scenario(
                        "unknownTenant",
                        "There is no such tenant in this cloud.",
                        parts -> parts.app.gone(true),
                        "E11"),
                scenario("otherCloud", "The tenant belongs to another cloud.", EntraScenarios::moveToOtherCloud, "E13"),
                EntraScenario.clockSkew(),
                reply(
                        "throttled",
                        "There were too many requests.",
                        EntraReply.throttled(Duration.ofSeconds(30)),
                        "E48"),
                reply("unavailable", "Entra is in trouble.", EntraReply.unavailable(503), "E49"),
                reply("badGateway", "A gateway before Entra is in trouble.", EntraReply.html(502), "E49"),
                reply(
                        "notEnabledForConsumers",
                        "The application does not take personal accounts.",
                        EntraReply.oauthError(
                                400,
                                "unauthorized_client",
                                "The client does not exist or is not enabled for consumers. If you are the application"
                                        + " developer, configure a new application through the App Registrations in the"
                                        + " Azure Portal."),
                        "E19"),
                reply(
                        "slowDown",
                        "A device asks too often whether somebody has entered its code.",
                        EntraReply.oauthError(400, "slow_down", "The device polls too often."),
                        "E52"),
                reply(
                        "proxyAuthentication",
                        "A proxy on the way wants a password.",
                        EntraReply.proxyAuthenticationRequired(),
                        "E53"),
                scenario(
                        "noRefreshToken",
                        "A person's sign-in yields no refresh token.",
                        parts -> parts.personTokens.omitRefreshToken(true),
                        "E54"),
                reply("captivePortal", "A portal's page comes in place of a token.", EntraReply.html(200), "E55"),
                reply(
                        "tokenTypeNotBearer",
                        "The token is not a bearer token.",
                        EntraReply.token(
                                Map.of("token_type", "pop", "expires_in", 3599, "access_token", "testkit-not-bearer")),
                        "E55"),
                reply(
                        "accessTokenMissing",
                        "The response holds no access token.",
                        EntraReply.token(Map.of("token_type", "Bearer", "expires_in", 3599)),
                        "E55")));
        all.addAll(GoogleScenarios.all());
        all.addAll(EntraErrorTable.scenarios());
        return List.copyOf(all);
    }

    private static void moveToOtherCloud(EntraParts parts) {
        parts.metadata.cloud(CloudInstance.US_GOVERNMENT);
        EntraScenario.aadsts(900382).stage(parts);
    }

    private static Map<String, @Nullable Object> without(String claim) {
        return Collections.singletonMap(claim, null);
    }

    static EntraScenario reply(String name, String description, EntraReply reply, String... ids) {
        return scenario(name, description, parts -> parts.replies.always(reply), ids);
    }

    private static EntraScenario scenario(
            String name, String description, Consumer<EntraParts> staging, String... ids) {
        return new EntraScenario(name, List.of(ids), description, staging);
    }
}
