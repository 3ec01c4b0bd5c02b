package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class SendPlainTest {

    @Test
    void sendsFromTheMailboxWithOneTokenAndOneConnection(FakeEntra entra, FakeMailServer smtp) throws Exception {
        SendPlain.send(FakeTenant.session(entra, smtp), "you@contoso.example");

        assertThat(entra.tokenRequestCount()).isEqualTo(1);
        assertThat(smtp.counts()).hasToString("1/1/0");
        assertThat(smtp.messages()).singleElement().satisfies(message -> {
            assertThat(message.sender()).isEqualTo(FakeTenant.MAILBOX);
            assertThat(message.recipients()).containsExactly("you@contoso.example");
            assertThat(message.text()).contains("Subject: Hello", "From: " + FakeTenant.MAILBOX, "Sent with a token.");
        });
    }
}
