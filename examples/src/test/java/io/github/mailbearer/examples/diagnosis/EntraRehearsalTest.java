package io.github.mailbearer.examples.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.EntraScenario;
import io.github.mailbearer.testkit.FakeEntra;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every failure of the token endpoint that the testkit can rehearse: what the application's exception says of it. */
class EntraRehearsalTest {

    /** There is a token: what is wrong shows at the mail server, at a person's sign-in, or on the clock; or at Google's. */
    private static final Set<String> NOT_AT_THE_TOKEN_ENDPOINT = Set.of(
            "graphAudience",
            "adminConsentMissing",
            "noRefreshToken",
            "clockSkew",
            "googleNoRefreshToken",
            "googleAccessDenied");

    private static final FakeEntra ENTRA = FakeEntra.start();

    @AfterAll
    static void stop() {
        ENTRA.close();
    }

    @TestFactory
    Stream<DynamicTest> theExceptionTellsWhatIsWrong() {
        return EntraScenario.all().stream()
                .filter(scenario -> !NOT_AT_THE_TOKEN_ENDPOINT.contains(scenario.name()))
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> check(scenario)));
    }

    private static void check(EntraScenario scenario) {
        ENTRA.reset();
        ENTRA.play(scenario);
        TokenProvider tokens = MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(ENTRA.tenantId())
                .clientId(ENTRA.clientId())
                .credential(EntraCredential.secret(ENTRA.clientSecret()))
                .loopbackEndpoint(ENTRA.uri())
                .build());

        Throwable failure = catchThrowable(() -> tokens.getToken(TokenRequest.of("noreply@contoso.com")));

        assertThat(failure).as("%s fails", scenario).isNotNull();
        Diagnosis diagnosis = Diagnosis.of(failure);
        assertThat(scenario.ids())
                .as("%s is said to be: %s", scenario, diagnosis.report())
                .containsAnyOf(diagnosis.id(), diagnosis.id().replaceFirst("[a-z]$", ""));
    }
}
