package io.github.mailbearer.examples;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import jakarta.mail.Session;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends a message with Spring's JavaMailSender, which is given a Session that signs in with tokens. */
@Configuration
public class SendWithSpring {

    public static void main(String[] args) {
        try (var context = new AnnotationConfigApplicationContext(SendWithSpring.class)) {
            send(context.getBean(JavaMailSender.class), context.getEnvironment().getRequiredProperty("MAIL_TO"));
        }
    }

    static void send(JavaMailSender sender, String to) {
        SimpleMailMessage message = new SimpleMailMessage(); // From is the mailbox unless set
        message.setTo(to);
        message.setSubject("Hello");
        message.setText("Sent by Spring with a token.");
        sender.send(message);
    }

    @Bean
    TokenProvider tokens(
            @Value("${ENTRA_TENANT_ID}") String tenant,
            @Value("${ENTRA_CLIENT_ID}") String client,
            @Value("${ENTRA_CLIENT_SECRET}") String secret) {
        return MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(tenant)
                .clientId(client)
                .credential(EntraCredential.secret(secret))
                .build());
    }

    @Bean
    Session mailSession(TokenProvider tokens, @Value("${MAIL_FROM}") String mailbox) {
        return OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .user(mailbox)
                .build();
    }

    @Bean
    JavaMailSender mailSender(Session mailSession) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setSession(mailSession); // in place of host, user name and password
        return sender;
    }
}
