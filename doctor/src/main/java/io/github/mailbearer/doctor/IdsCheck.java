package io.github.mailbearer.doctor;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 0a: whether the ids of tenant and application look like ids. */
final class IdsCheck extends Examination {

    static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}");
    private static final Pattern DOMAIN = Pattern.compile("(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z][A-Za-z0-9-]+");
    private static final Set<String> SHARED = Set.of("organizations", "consumers", "common");
    private static final String OVERVIEW = "App registrations > the application > Overview";

    private final SetUp setUp;

    IdsCheck(SetUp setUp) {
        super("0a", "Ids of tenant and application");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        DoctorSettings settings = setUp.settings();
        if (!settings.asksEntra()) {
            return Finding.notNeeded("The tokens do not come from Entra through Mailbearer.");
        }
        String tenant = Objects.requireNonNullElse(settings.tenantId, "");
        String client = Objects.requireNonNullElse(settings.clientId, "");
        Finding finding = fault(tenant, client);
        return finding.with("tenant", isTenant(tenant) ? tenant : null)
                .with("client ID", GUID.matcher(client).matches() ? client : null);
    }

    /** What is no id is never shown: it may be the secret. */
    private static Finding fault(String tenant, String client) {
        if (!isTenant(tenant)) {
            return Finding.fail(
                    tenant.isBlank() ? "The tenant is missing." : "The tenant is neither a GUID nor a domain.",
                    "Give the Directory (tenant) ID from " + OVERVIEW + ", or a domain verified in the tenant, such as"
                            + " contoso.onmicrosoft.com, without blanks.");
        }
        if (!GUID.matcher(client).matches()) {
            return Finding.fail(
                    client.isBlank() ? "The client ID is missing." : "The client ID is not a GUID.",
                    "Give the Application (client) ID from " + OVERVIEW
                            + ": it is a GUID. Neither the application's name nor its secret belongs here.");
        }
        if (client.equalsIgnoreCase(tenant)) {
            return Finding.fail(
                    "Client ID and tenant are the same.",
                    "Both are on " + OVERVIEW
                            + ": the client ID is the Application (client) ID, the tenant the Directory"
                            + " (tenant) ID.");
        }
        return Finding.pass("Both look as they should.");
    }

    static boolean isTenant(@Nullable String tenant) {
        return tenant != null
                && (GUID.matcher(tenant).matches() || DOMAIN.matcher(tenant).matches() || SHARED.contains(tenant));
    }
}
