package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Store;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The POP3 server as Angus Mail meets it. */
@Timeout(30)
class Pop3WithAngusTest {

    private static final String USER = "me@contoso.com";
    private static final String TWO_LINES = "auth.xoauth2.two.line.authentication.format";
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private static FakeMailServer start(Security security) {
        return FakeMailServer.pop3()
                .security(security)
                .tokens(AcceptedTokens.of("good"))
                .certificates(CERTIFICATES)
                .start();
    }

    private static AngusStore client(FakeMailServer server, Security security) {
        return new AngusStore("pop3", server)
                .with("ssl.enable", String.valueOf(security == Security.IMPLICIT_TLS))
                .with("starttls.required", String.valueOf(security == Security.STARTTLS));
    }

    @ParameterizedTest
    @EnumSource
    void isReadOverEveryKindOfConnection(Security security) throws Exception {
        try (FakeMailServer pop3 = start(security)) {
            pop3.deliver(USER, "Subject: First\n\n.Text\n");
            pop3.deliver(USER, "Subject: Second\n\nMore\n");
            try (Store store = client(pop3, security).connect(USER, "good")) {
                POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                Message first = inbox.getMessage(1);
                assertThat(first.getSubject()).isEqualTo("First");
                assertThat(first.getContent()).isEqualTo(".Text\r\n");
                assertThat(inbox.getUID(first)).isEqualTo("testkit-1");
                first.setFlag(Flags.Flag.DELETED, true);
                inbox.close(true);

                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isOne();
                inbox.close(false);
            }
            assertThat(pop3.counts()).hasToString("2/2/0");
            pop3.awaitOpenConnections(0);
        }
    }

    @Test
    void wantsTwoLinesAsExchangeDoes() throws Exception {
        try (FakeMailServer pop3 = start(Security.CLEARTEXT).twoLineAuthOnly(true)) {
            AngusStore client = client(pop3, Security.CLEARTEXT);
            assertThatThrownBy(() -> client.connect(USER, "good"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("Protocol error. Connection is closed. 10");

            client.with(TWO_LINES, "true").connect(USER, "good").close();
            assertThat(pop3.counts()).hasToString("2/2/1");
        }
    }

    @Test
    void refusesAnUnknownToken() {
        try (FakeMailServer pop3 = start(Security.CLEARTEXT)) {
            assertThatThrownBy(() -> client(pop3, Security.CLEARTEXT).connect(USER, "unknown"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("Authentication failure: unknown user name or bad password.");
            assertThat(pop3.counts()).hasToString("1/1/1");
        }
    }
}
