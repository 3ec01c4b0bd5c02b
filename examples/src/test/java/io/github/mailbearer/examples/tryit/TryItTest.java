package io.github.mailbearer.examples.tryit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the environment says decides where the message goes, and the exit code says how that went. */
@Timeout(60)
class TryItTest {

    private final Output output = new Output();

    @Test
    void staysOnThisMachineIfNothingIsSet() {
        assertThat(TryIt.run(Map.of(), output.screen())).isZero();
        assertThat(output.text()).contains("without leaving this machine", "at the cost expected");
    }

    @Test
    void emptyMeansNotSet() {
        Map<String, String> environment = new HashMap<>();
        RealTenant.VARIABLES.forEach(name -> environment.put(name, ""));

        assertThat(RealTenant.missingFrom(environment)).isEqualTo(RealTenant.VARIABLES);
    }

    @Test
    void namesWhatIsMissingIfSomeAreSetAndSendsNothing() {
        Map<String, String> environment = new HashMap<>(complete());
        environment.remove("ENTRA_CLIENT_SECRET");
        environment.put("MAIL_TO", "");

        assertThat(TryIt.run(environment, output.screen())).isEqualTo(2);
        assertThat(output.text().strip()).startsWith("Not set: ENTRA_CLIENT_SECRET, MAIL_TO.");
    }

    @Test
    void explainsWhatIsWrongWithASettingBeforeAnythingIsSent() {
        Map<String, String> environment = new HashMap<>(complete());
        environment.put("ENTRA_CLIENT_SECRET", "0b4f5f3e-52a8-4c2f-8d8c-3d1f6f7a9e01");

        assertThat(TryIt.run(environment, output.screen())).isEqualTo(1);
        assertThat(output.text()).contains("Secret ID").doesNotContain("0b4f5f3e");
    }

    private static Map<String, String> complete() {
        return Map.of(
                "ENTRA_TENANT_ID", "contoso.example",
                "ENTRA_CLIENT_ID", "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11",
                "ENTRA_CLIENT_SECRET", "abc8Q~a-secret-that-opens-nothing_at.all",
                "MAIL_FROM", "noreply@contoso.example",
                "MAIL_TO", "you@contoso.example");
    }
}
