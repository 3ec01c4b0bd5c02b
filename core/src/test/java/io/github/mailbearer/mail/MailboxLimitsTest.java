package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What can be asked for, and what is refused. */
class MailboxLimitsTest {

    @Test
    void thoseOfMicrosoft365AreThreeConnectionsAndThirtyMessagesAMinute() {
        assertThat(MailboxLimits.microsoft365())
                .hasToString("MailboxLimits[connections=3, messagesPerMinute=30, waitAtMost=PT2M]")
                .isNotSameAs(MailboxLimits.microsoft365());
    }

    @Test
    void eachLimitMayBeLeftOut() throws MessagingException {
        FakeTime time = new FakeTime();
        MailboxLimits connectionsOnly = MailboxLimits.builder()
                .connections(1)
                .waitAtMost(Duration.ZERO)
                .waiter(time)
                .build();
        MailboxLimits messagesOnly =
                MailboxLimits.builder().messagesPerMinute(1).waiter(time).build();
        for (int i = 0; i < 100; i++) {
            connectionsOnly.beforeMessage("a@contoso.com");
            messagesOnly.connection("a@contoso.com", this);
        }
        assertThat(time.waits()).isEmpty();
        assertThat(connectionsOnly)
                .hasToString("MailboxLimits[connections=1, messagesPerMinute=unlimited, waitAtMost=PT0S]");
    }

    @Test
    void aWrongSettingIsRefusedByName() {
        assertThatThrownBy(() -> MailboxLimits.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give connections(3), messagesPerMinute(30) or both");
        assertThatThrownBy(() -> MailboxLimits.builder().connections(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connections is 0: give 1 or more, such as 3");
        assertThatThrownBy(() -> MailboxLimits.builder().messagesPerMinute(-1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("messagesPerMinute is -1: give 1 or more, such as 30");
        assertThatThrownBy(() -> MailboxLimits.builder()
                        .connections(3)
                        .waitAtMost(Duration.ofDays(2))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waitAtMost is PT48H: give a time from PT0S to PT24H");
        assertThatCode(() -> MailboxLimits.builder()
                        .connections(1)
                        .waitAtMost(Duration.ofDays(1))
                        .build())
                .doesNotThrowAnyException();
    }
}
