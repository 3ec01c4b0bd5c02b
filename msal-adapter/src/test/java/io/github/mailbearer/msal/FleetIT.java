package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.store.PostgreSql;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sixteen processes on one PostgreSQL, of which eight are killed while they refresh. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FleetIT {

    @RegisterExtension
    static final PostgreSql POSTGRESQL = new PostgreSql();

    private static final Path FIGURES = Path.of("target", "fleet-figures.md");
    private static final Duration LATENCY = Duration.ofMillis(20);

    @BeforeAll
    static void beginFigures() throws IOException {
        Files.writeString(
                FIGURES,
                "| refresh tokens | processes | mailboxes | rollovers | kills | answers | token requests"
                        + " | refreshes | mailboxes lost | s |\n|---|---:|---:|---:|---:|---:|---:|---:|---|---:|\n");
    }

    /** Strict servers that forgive a lost answer take the token before once more, until the new one was used. */
    @Test
    void sixteenProcessesLoseNoMailboxThoughHalfOfThemAreKilled() throws Exception {
        try (Fleet fleet = run(RefreshTokenPolicy.ONE_TIME_WITH_GRACE, 16, 200, 20, 8)) {
            assertThat(fleet.lost()).isEmpty();
        }
    }

    /** As at Entra, which does not take a refresh token out of use because it has given out the next. */
    @Test
    void reusableRefreshTokensAreNeverLost() throws Exception {
        try (Fleet fleet = run(RefreshTokenPolicy.REUSABLE, 8, 60, 6, 4)) {
            assertThat(fleet.lost()).isEmpty();
        }
    }

    /** By nature: the server has taken the old one out of use, and nobody has the new one. */
    @Test
    void strictOneTimeRefreshTokensAreLostToAKillInMidRefreshAndToNothingElse() throws Exception {
        try (Fleet fleet = run(RefreshTokenPolicy.ONE_TIME, 8, 60, 6, 4)) {
            assertThat(fleet.lost()).isEqualTo(fleet.unsaved());
            assertThat(fleet.lost()).hasSizeLessThanOrEqualTo(fleet.kills());
        }
    }

    private static Fleet run(RefreshTokenPolicy policy, int processes, int mailboxes, int rollovers, int victims)
            throws Exception {
        Fleet fleet = new Fleet(POSTGRESQL, mailboxes);
        try {
            long start = System.nanoTime();
            fleet.start(processes, policy, LATENCY);
            for (int rollover = 0; rollover < rollovers; rollover++) {
                boolean last = rollover == rollovers - 1;
                boolean deadly = rollover == 1 || rollover == rollovers - 3;
                fleet.rollOver(last ? mailboxes : mailboxes / 4, deadly ? victims / 2 : 0);
            }
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            Files.writeString(
                    FIGURES,
                    "| %s | %d | %d | %d | %d | %d | %d | %d | %s | %d |%n"
                            .formatted(
                                    policy,
                                    processes,
                                    mailboxes,
                                    rollovers,
                                    fleet.kills(),
                                    fleet.answers(),
                                    fleet.requests(),
                                    rollovers * mailboxes,
                                    fleet.lost(),
                                    seconds),
                    StandardOpenOption.APPEND);

            assertThat(fleet.wrong()).isEmpty();
            assertThat(fleet.kills()).isEqualTo(victims);
            assertThat(fleet.requests()).isLessThanOrEqualTo(rollovers * mailboxes + victims);
            return fleet;
        } catch (Throwable e) {
            fleet.close();
            throw e;
        }
    }
}
