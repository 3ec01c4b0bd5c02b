package io.github.mailbearer.examples.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectMailboxTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ConnectMailbox program = new ConnectMailbox(new PrintStream(output, true, UTF_8), null);

    @Test
    void connectsOnceAndSendsBeforeAndAfterARestart() throws Exception {
        assertThat(program.run(List.of(), Map.of())).as(output.toString(UTF_8)).isZero();

        assertThat(output.toString(UTF_8))
                .contains("http://localhost:")
                .contains("Connected:", "noreply@contoso.example")
                .contains("After a restart, another one went to");
    }

    @Test
    void saysWhatIsMissingWhereNobodyCanBeAsked() throws Exception {
        assertThat(program.run(List.of("--real"), Map.of("ENTRA_TENANT_ID", "contoso.example")))
                .isEqualTo(1);

        assertThat(output.toString(UTF_8)).contains("ENTRA_CLIENT_ID is not set");
    }
}
