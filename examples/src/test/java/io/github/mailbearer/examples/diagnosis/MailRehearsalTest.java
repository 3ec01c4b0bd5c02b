package io.github.mailbearer.examples.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.Cause.Likelihood;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailScenario;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every failure of a mail server that the testkit can rehearse: what the application's exception says of it. */
class MailRehearsalTest {

    /** Answers that do not say why. */
    private static final Set<String> UMBRELLAS = Set.of("S1", "I1", "I11");

    /** Where a Session has time-outs, as ours have, a silent server does not make it hang: it times out. */
    private static final String TIMED_OUT = "M4";

    private static final FakeEntra ENTRA = FakeEntra.start();

    @AfterAll
    static void stop() {
        ENTRA.close();
    }

    @TestFactory
    Stream<DynamicTest> theExceptionTellsWhatIsWrong() {
        return MailScenario.all().stream()
                .flatMap(scenario ->
                        Stream.concat(scenario.variants().stream(), Stream.of(scenario.withHostBlock(false))))
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name() + " " + scenario.protocols() + " " + scenario.replies(),
                        () -> check(scenario)));
    }

    private static void check(MailScenario scenario) throws MessagingException {
        Optional<MessagingException> failure = new MailRehearsal(ENTRA, scenario).failure();
        assertThat(failure).as("%s fails", scenario).isPresent();
        Diagnosis diagnosis = Diagnosis.of(failure.get());

        assertThat(named(diagnosis))
                .as("%s is said to be: %s", scenario, diagnosis.report())
                .containsAnyElementsOf(scenario.ids());
    }

    /** The entry itself, without the letter of its parts; of an answer that does not say why, what is possible, too. */
    private static List<String> named(Diagnosis diagnosis) {
        List<String> named = new ArrayList<>(List.of(diagnosis.id().replaceFirst("[a-z]$", "")));
        if (named.get(0).equals(TIMED_OUT)) {
            named.add("I16");
        }
        if (UMBRELLAS.contains(named.get(0))) {
            diagnosis.causes().stream()
                    .filter(cause -> cause.likelihood() != Likelihood.RULED_OUT)
                    .forEach(cause -> named.add(cause.id()));
        }
        return named;
    }
}
