package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of scenarios. */
class MailScenarioTest {

    /** Without what Entra, the client or the network does (S2, S38 to S40, G9 to G12) or nobody hears of (S23). */
    private static Set<String> rowsOfServers() {
        Stream<String> smtp = IntStream.rangeClosed(1, 37)
                .filter(row -> row != 2 && row != 23)
                .mapToObj(row -> "S" + row);
        Stream<String> gmail = IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 13, 14).mapToObj(row -> "G" + row);
        Stream<String> reading = IntStream.rangeClosed(1, 16).mapToObj(row -> "I" + row);
        return Stream.of(smtp, gmail, reading).flatMap(rows -> rows).collect(Collectors.toSet());
    }

    @Test
    void hasOneForEveryRowThatAServerCanActOut() {
        assertThat(MailScenario.all().stream()
                        .flatMap(scenario -> scenario.ids().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(rowsOfServers());
    }

    @Test
    void givesEachANameOfItsOwn() {
        assertThat(MailScenario.all()).extracting(MailScenario::name).doesNotHaveDuplicates();
    }

    @Test
    void saysOfEachWhatIsWrongInASentence() {
        assertThat(MailScenario.all()).allSatisfy(scenario -> {
            assertThat(scenario.description()).matches("[A-Z].*\\.");
            assertThat(scenario.name()).matches("[a-z][A-Za-z0-9]+");
            assertThat(scenario.ids()).isNotEmpty();
            assertThat(scenario.protocols()).isNotEmpty().isSubsetOf("imap", "pop3", "smtp");
        });
    }

    static Stream<Method> factories() {
        return Arrays.stream(MailScenario.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == MailScenario.class && method.getParameterCount() == 0);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void callsAScenarioAsItsMethodIsCalled(Method factory) throws Exception {
        assertThat((MailScenario) factory.invoke(null))
                .extracting(MailScenario::name)
                .isEqualTo(factory.getName());
    }

    @Test
    void leavesOutWhatIsNoFailure() {
        assertThat(MailScenario.all())
                .extracting(MailScenario::name)
                .doesNotContain("healthy", "smtpRbac", "sharedMailboxOpen");
    }

    @Test
    void addsTheHostBlockToWhatExchangeSaysInSmtpOnly() {
        assertThat(MailScenario.noMailboxPermission().replies())
                .containsExactly(
                        "535 5.7.3 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com"
                                + " 2026-11-22T10:11:12.345Z 08DD0123456789AB]",
                        "NO AUTHENTICATE failed.",
                        "-ERR Authentication failure: unknown user name or bad password.");
        assertThat(MailScenario.noMailboxPermission().withHostBlock(false).replies())
                .startsWith("535 5.7.3 Authentication unsuccessful");
        assertThat(MailScenario.gmailChallenge().replies()).noneMatch(reply -> reply.contains("exchangelabs"));
    }

    @Test
    void hasAVariantForEachReply() {
        List<MailScenario> variants =
                MailScenario.named("mailboxBlocked").withHostBlock(false).variants();

        assertThat(variants)
                .hasSize(5)
                .allSatisfy(variant -> assertThat(variant.replies()).hasSize(1));
        assertThat(variants.get(4).replies())
                .containsExactly("550 5.2.255 Sender throttled due to continuous invalid recipients errors.");
        assertThat(MailScenario.noMailboxPermission().variants())
                .flatExtracting(MailScenario::protocols)
                .containsExactly("smtp", "imap", "pop3");
        assertThat(MailScenario.xoauth2NotOffered().variants()).hasSize(1);
    }

    @Test
    void saysHowToFindANameThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailScenario.named("unknown"))
                .withMessage("name is \"unknown\": give the name of one of MailScenario.all()");
        assertThat(MailScenario.sendAsDenied()).hasToString("MailScenario[sendAsDenied]");
    }
}
