package io.github.mailbearer.examples.connect;

import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Microsoft 365, with ids and secret from the environment or from whoever sits at the terminal. */
record RealMail(String tenantId, String clientId, String secret, String mailbox, String recipient)
        implements MailSystem {

    static final List<String> VARIABLES =
            List.of("ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET", "MAIL_FROM", "MAIL_TO");

    /** Reads what the environment has, and asks for the rest; without a terminal everything must be there. */
    static RealMail ask(Map<String, String> environment, @Nullable Console console) {
        return new RealMail(
                value(environment, console, "ENTRA_TENANT_ID", "Directory (tenant) ID"),
                value(environment, console, "ENTRA_CLIENT_ID", "Application (client) ID"),
                value(environment, console, "ENTRA_CLIENT_SECRET", "Client secret (the Value; not shown)"),
                value(environment, console, "MAIL_FROM", "Mailbox to connect"),
                value(environment, console, "MAIL_TO", "Recipient of the test message"));
    }

    private static String value(
            Map<String, String> environment, @Nullable Console console, String variable, String prompt) {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (console == null) {
            throw new IllegalArgumentException(variable + " is not set, and there is no terminal to ask at");
        }
        if (variable.endsWith("SECRET")) {
            char[] secret = console.readPassword("%s: ", prompt);
            return secret == null ? "" : String.valueOf(secret).strip();
        }
        String answer = console.readLine("%s: ", prompt);
        return answer == null ? "" : answer.strip();
    }

    @Override
    public EntraApplication application() {
        return EntraApplication.builder()
                .tenantId(tenantId)
                .clientId(clientId)
                .credential(EntraCredential.secret(secret))
                .build();
    }

    @Override
    public Set<String> scopes() {
        return MailPlatform.MICROSOFT_365.delegatedScopes(MailProtocol.SMTP);
    }

    @Override
    public OAuth2Sessions.Builder equip(OAuth2Sessions.Builder session) {
        return session.platform(MailPlatform.MICROSOFT_365);
    }

    @Override
    public Person person() {
        return page -> {};
    }

    /** Leaves out the secret, which a record would show. */
    @Override
    public String toString() {
        return "Microsoft 365 of tenant " + tenantId;
    }
}
