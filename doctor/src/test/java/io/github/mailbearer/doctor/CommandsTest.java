package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator pastes the commands: each is about the one mailbox that was meant. */
@Timeout(30)
class CommandsTest {

    private static final Surroundings ALL = Surroundings.of(SMTP);

    @AfterAll
    static void close() {
        ALL.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*@contoso.com", "n?reply@contoso.com"})
    void noneIsAboutAllThatMatchAPattern(String pattern) {
        Report report = ALL.examine(withoutRole().mailbox(pattern).from("other@contoso.com"));

        assertThat(report.check("0f").status()).isEqualTo(Status.FAIL);
        assertThat(commands(report))
                .anySatisfy(command ->
                        assertThat(command).startsWith("Test-ServicePrincipal").contains("-Resource <mailbox>"))
                .noneMatch(command -> command.contains(pattern));
    }

    @Test
    void eachHasTheValuesThatAreKnown() {
        Report report = ALL.examine(withoutRole().clientId(ALL.entra.clientId()).from("other@contoso.com"));

        assertThat(commands(report))
                .contains(
                        "Test-ServicePrincipalAuthorization -Identity '" + ALL.entra.clientId()
                                + "' -Resource 'noreply@contoso.com'",
                        "Get-RecipientPermission 'other@contoso.com'");
    }

    private static DoctorSettings.Builder withoutRole() {
        return ALL.anyTokens().accessToken(ALL.token(Map.of("roles", List.of())));
    }

    private static List<String> commands(Report report) {
        return report.checks().stream()
                .map(Check::advice)
                .flatMap(List::stream)
                .map(Remedy::commands)
                .flatMap(List::stream)
                .toList();
    }
}
