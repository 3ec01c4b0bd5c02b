package io.github.mailbearer.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailbearerExtension;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class SendWithDeviceCodeTest {

    private static final TokenRequest REQUEST =
            TokenRequest.of(FakeTenant.MAILBOX, "https://outlook.office.com/SMTP.Send");

    @Test
    void showsACodeOnceAndNeverAgain(FakeEntra entra, @TempDir Path directory) {
        entra.addAccount(FakeTenant.MAILBOX);
        entra.allowPublicClients(true);
        entra.deviceCodeInterval(Duration.ZERO);
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.publicClient())
                .loopbackEndpoint(entra.uri())
                .build();
        AccessToken first = SendWithDeviceCode.tokens(application, directory, new Reader(entra))
                .getToken(REQUEST);

        TokenProvider restarted = SendWithDeviceCode.tokens(
                application, directory, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8) {
                    @Override
                    public void println(String line) {
                        throw new AssertionError("asked again");
                    }
                });

        assertThat(restarted.getToken(REQUEST)).isEqualTo(first);
    }

    /** A person who reads what is printed and types the code. */
    private static final class Reader extends PrintStream {

        private final FakeEntra entra;

        Reader(FakeEntra entra) {
            super(OutputStream.nullOutputStream(), true, UTF_8);
            this.entra = entra;
        }

        @Override
        public void println(String line) {
            entra.approveDevice(line.substring(line.lastIndexOf(' ') + 1), FakeTenant.MAILBOX);
        }
    }
}
