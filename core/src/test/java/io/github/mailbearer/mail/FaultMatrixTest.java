package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.mail.Fault.End;
import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.SecretSearch;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong with whatever connection: the operation ends in time, in success or with one exception that says
 * what the server said; the token is nowhere it should not be; and no connection stays open.
 */
@Timeout(20)
class FaultMatrixTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LWNsYWltcw.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg-";
    private static final SecretSearch SEARCH = SecretSearch.of(TOKEN);

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();

    static List<FaultCell> cells() {
        return FaultCell.all().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void endsInTimeWithTheServersWordsAndWithoutTheToken(FaultCell cell) throws Exception {
        HourlyTokens tokens = new HourlyTokens(TOKEN);
        tokens.cache.getToken(TokenRequest.of(MAILBOX));
        try (CapturedLogs logs = CapturedLogs.everything();
                Trial trial = Trial.ours(
                        cell.protocol(), cell.security(), tokens, builder -> builder.mechanism(cell.mechanism()))) {
            trial.server.mechanisms(cell.mechanism().name(), "PLAIN", "LOGIN");
            trial.session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
            trial.session.setDebug(true);
            for (Step step : cell.occasion().before()) {
                step.on(trial);
            }
            cell.fault().befall(trial);
            MessagingException failure = failureOf(cell.occasion().opening(), trial);
            trial.disconnect();

            trial.server.awaitOpenConnections(0);
            assertEnd(cell, failure, trial);
            if (failure != null) {
                logs.add(failure);
            }
            assertThat(SEARCH.in(logs.text() + debug.toString(StandardCharsets.UTF_8)))
                    .as("the token in logs, exceptions and debug output")
                    .isEmpty();
            assertTheTokenWentOnlyWhereItBelongs(cell, trial);
        }
    }

    private static @Nullable MessagingException failureOf(Step step, Trial trial) {
        try {
            step.on(trial);
            return null;
        } catch (MessagingException e) {
            return e;
        }
    }

    private static void assertEnd(FaultCell cell, @Nullable MessagingException failure, Trial trial) {
        if (cell.fault().end() == End.SUCCESS) {
            assertThat(failure).isNull();
            return;
        }
        assertThat(failure).isNotNull();
        List<Throwable> chain = chain(failure);
        if (cell.fault().end() == End.REJECTED) {
            assertThat(chain).hasAtLeastOneElementOfType(TokenRejectedException.class);
        } else {
            assertThat(chain).doesNotHaveAnyElementsOfTypes(AuthenticationFailedException.class);
        }
        assertThat(chain)
                .extracting(Throwable::getMessage)
                .asString()
                .contains(cell.fault().words(cell.protocol()))
                .contains(MAILBOX, "localhost:" + trial.server.port());
        if (cell.fault().breaksTheConnection(cell.protocol())) {
            assertThat(chain.get(chain.size() - 1)).as("root cause").isNotInstanceOf(MessagingException.class);
        }
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /** Each time that the server counted a credential it saw the token once, and under TLS. */
    private static void assertTheTokenWentOnlyWhereItBelongs(FaultCell cell, Trial trial) {
        List<String> lines = trial.server.transcript();
        assertThat(lines.stream().filter(line -> !SEARCH.in(line).isEmpty()))
                .as("lines with the token")
                .hasSize(trial.server.counts().auths())
                .allMatch(line -> line.startsWith("C: "));
        if (cell.security() == TransportSecurity.STARTTLS) {
            assertThat(SEARCH.in(inClear(lines))).as("the token in clear").isEmpty();
        }
    }

    /** What was said on each connection before it changed to TLS. */
    private static String inClear(List<String> transcript) {
        StringBuilder clear = new StringBuilder();
        boolean secure = false;
        for (String line : transcript) {
            secure &= !line.contains(" Mailbearer testkit ");
            if (!secure) {
                clear.append(line).append('\n');
            }
            secure |= line.matches("C: .*(STARTTLS|STLS)");
        }
        return clear.toString();
    }
}
