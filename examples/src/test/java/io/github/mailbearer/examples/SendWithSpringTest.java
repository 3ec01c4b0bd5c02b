package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import jakarta.mail.Session;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class SendWithSpringTest {

    @Test
    void theSenderSignsInWithATokenAtEachSend(FakeEntra entra, FakeMailServer smtp) {
        JavaMailSender sender = new SendWithSpring().mailSender(FakeTenant.session(entra, smtp));

        SendWithSpring.send(sender, "you@contoso.example");
        SendWithSpring.send(sender, "them@contoso.example");

        assertThat(entra.tokenRequestCount()).isEqualTo(1);
        assertThat(smtp.counts()).hasToString("2/2/0");
        assertThat(smtp.messages()).allSatisfy(message -> {
            assertThat(message.sender()).isEqualTo(FakeTenant.MAILBOX);
            assertThat(message.text()).contains("Sent by Spring with a token.");
        });
    }

    @Test
    void theContextTakesItsSettingsFromTheEnvironment() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "settings",
                            Map.of(
                                    "ENTRA_TENANT_ID", "contoso.example",
                                    "ENTRA_CLIENT_ID", "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11",
                                    "ENTRA_CLIENT_SECRET", "abc8Q~a-secret-that-opens-nothing_at.all",
                                    "MAIL_FROM", FakeTenant.MAILBOX)));
            context.register(SendWithSpring.class);
            context.refresh();

            Session session = context.getBean(JavaMailSenderImpl.class).getSession();
            assertThat(session).isSameAs(context.getBean(Session.class));
            assertThat(session.getProperty("mail.smtp.host")).isEqualTo("smtp.office365.com");
            assertThat(session.getProperty("mail.from")).isEqualTo(FakeTenant.MAILBOX);
        }
    }
}
