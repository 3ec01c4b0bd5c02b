package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.TokenCacheStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mailbox that a person has connected is looked at by its own refresh token. */
@Timeout(30)
class DelegatedTest {

    private static final Surroundings ALL = Surroundings.of(SMTP);

    private final TokenCacheStore store = TokenCacheStore.inMemory();

    @BeforeEach
    void reset() {
        ALL.reset();
        ALL.entra.addAccount(Surroundings.MAILBOX);
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void everythingPassesForAConnectedMailbox() {
        Connection.of(Surroundings.MAILBOX, ALL.entra, store);

        Report report = ALL.examine(ALL.healthy().store(store).showIds());

        assertThat(report.worst()).as(report.toString()).isEqualTo(Status.PASS);
        assertThat(report.check("8d").evidence().get("scp")).contains("SMTP.Send");
        assertThat(report.check("8e").evidence()).containsEntry("upn", Surroundings.MAILBOX);
        assertThat(report.check("14").evidence()).containsKey("refresh token used");
    }

    @Test
    void aMailboxThatNobodyHasConnectedWantsAPerson() {
        Check failed = ALL.firstFailure(ALL.healthy().store(store), "7");

        assertThat(failed.advice()).asString().contains("MailboxConnector");
        assertThat(ALL.entra.tokenRequestCount()).isZero();
    }

    @Test
    void aRevokedRefreshTokenWantsAPerson() {
        Connection.of(Surroundings.MAILBOX, ALL.entra, store);
        ALL.entra.revokeRefreshTokens(Surroundings.MAILBOX);

        Check failed = ALL.firstFailure(ALL.healthy().store(store), "7");

        assertThat(failed.diagnosis())
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo("E46"));
    }
}
