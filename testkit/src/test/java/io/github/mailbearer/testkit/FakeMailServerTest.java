package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class FakeMailServerTest {

    @ParameterizedTest
    @EnumSource
    void takesAMessageOverEveryKindOfConnection(Security security) throws Exception {
        try (FakeEntra entra = FakeEntra.start();
                FakeMailServer smtp = FakeMailServer.smtp()
                        .security(security)
                        .tokens(entra.tokens())
                        .start()) {
            AngusClient client = new AngusClient(smtp);
            client.with("mail.smtp.ssl.enable", String.valueOf(security == Security.IMPLICIT_TLS));
            client.with("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));

            client.send("from@contoso.com", entra.issueToken(java.util.Map.of()), "Text\r\n.dot\r\n..\r\n");

            assertThat(smtp.counts()).hasToString("1/1/0");
            assertThat(smtp.messages()).singleElement().satisfies(message -> {
                assertThat(message.sender()).isEqualTo("from@contoso.com");
                assertThat(message.recipients()).isEqualTo(List.of("to@contoso.com"));
                assertThat(message.user()).isEqualTo("from@contoso.com");
                assertThat(message.text()).contains("Subject: Hello\r\n").endsWith("\r\n\r\nText\r\n.dot\r\n..\r\n");
            });
        }
    }
}
