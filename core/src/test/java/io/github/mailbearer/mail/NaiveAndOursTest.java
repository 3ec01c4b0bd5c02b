package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.BridgeFigure.Variant;
import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.mail.Trial.Way;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What plain Jakarta Mail with an Authenticator costs, that the problem is still there, and what the bridge costs: counted
 * at the server, printed as a table and written to {@code target/figures.md}.
 */
@Timeout(30)
class NaiveAndOursTest {

    private static final String LEGEND = """
            Each figure: connections/AUTHs/failed AUTHs at the server, how often somebody was asked for a token
            (the Authenticator, or the identity provider behind the cache), and how it ended.
            In 4 ways: with XOAUTH2 and OAUTHBEARER, refused directly and by a challenge; in 2: with XOAUTH2 alone.
            """;

    private static final FigureTable BESIDE = new FigureTable("operation", "Authenticator", "Mailbearer");
    private static final FigureTable OURS = new FigureTable("operation", "Mailbearer", "ways");

    @BeforeAll
    static void clear() {
        BESIDE.clear();
        OURS.clear();
    }

    static List<SideBySide> operations() {
        return SideBySide.all().toList();
    }

    static List<BridgeFigure> figures() {
        return BridgeFigure.all().toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationCostsPlainJakartaMailThisAndTheBridgeThat(SideBySide row) throws Exception {
        String naive = outcome(row, row.way());
        String ours = outcome(row, Way.OURS);
        BESIDE.row(row.toString(), naive, ours);
        assertThat(naive).as("plain Jakarta Mail").isEqualTo(row.naive());
        assertThat(ours).as("the bridge").isEqualTo(row.ours());
    }

    private static String outcome(SideBySide row, Way way) throws MessagingException {
        try (Trial trial = Trial.of(row.protocol(), way)) {
            return outcome(trial, row.before(), row.measured());
        }
    }

    private static String outcome(Trial trial, List<Step> before, Step measured) throws MessagingException {
        for (Step step : before) {
            step.on(trial);
        }
        return trial.measured(measured);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void theBridgeCostsTheSameHoweverTheTokenIsPresentedAndRefused(BridgeFigure row) throws Exception {
        Set<String> outcomes = new LinkedHashSet<>();
        List<Variant> variants = Variant.of(row.protocol()).toList();
        for (Variant variant : variants) {
            outcomes.add(outcome(row, variant));
        }
        OURS.row(row.toString(), String.join(" or ", outcomes), String.valueOf(variants.size()));
        assertThat(outcomes).containsExactly(row.ours());
    }

    private static String outcome(BridgeFigure row, Variant variant) throws MessagingException {
        HourlyTokens tokens = new HourlyTokens(row.tokenPrefix());
        try (Trial trial = Trial.ours(
                row.protocol(),
                TransportSecurity.STARTTLS,
                tokens,
                builder -> builder.mechanism(variant.mechanism()))) {
            trial.server.mechanisms(variant.mechanism().name(), "LOGIN").refuseBy(variant.refusal());
            return outcome(trial, row.before(), row.measured());
        }
    }

    @AfterAll
    static void print() throws IOException {
        String tables = LEGEND + "\n" + BESIDE + "\n" + OURS;
        System.out.println("\n" + tables);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("figures.md"), tables);
    }
}
