package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import java.util.List;
import java.util.Map;

/**
 * A Microsoft 365 tenant as the environment names it: an application in it, a mailbox to send from, and whom to write to.
 */
record RealTenant(EntraApplication application, String sender, String recipient) {

    static final List<String> VARIABLES =
            List.of("ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET", "MAIL_FROM", "MAIL_TO");

    static List<String> missingFrom(Map<String, String> environment) {
        return VARIABLES.stream()
                .filter(name -> value(environment, name).isEmpty())
                .toList();
    }

    /**
     * Reads an environment from which nothing is missing.
     *
     * @throws IllegalArgumentException if a value is malformed
     */
    static RealTenant from(Map<String, String> environment) {
        EntraApplication application = EntraApplication.builder()
                .tenantId(value(environment, "ENTRA_TENANT_ID"))
                .clientId(value(environment, "ENTRA_CLIENT_ID"))
                .credential(EntraCredential.secret(value(environment, "ENTRA_CLIENT_SECRET")))
                .build();
        return new RealTenant(application, value(environment, "MAIL_FROM"), value(environment, "MAIL_TO"));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "");
    }
}
