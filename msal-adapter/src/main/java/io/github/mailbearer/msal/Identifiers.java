package io.github.mailbearer.msal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of the identifiers that Entra gives to tenants and applications. Errors never repeat the value: people paste
 * secrets into the wrong field.
 */
final class Identifiers {

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*");

    /** The last is the tenant in which all personal accounts are. */
    private static final Set<String> SHARED_TENANTS =
            Set.of("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad");

    private static final String OVERVIEW = "from App registrations > the application > Overview";

    private Identifiers() {}

    static boolean isGuid(String value) {
        return GUID.matcher(value).matches();
    }

    /** Whether this names no organisation's own tenant. */
    static boolean isSharedTenant(String tenantId) {
        return SHARED_TENANTS.contains(tenantId.toLowerCase(Locale.ROOT));
    }

    static String checkedTenantId(@Nullable String tenantId) {
        String form = ": give the Directory (tenant) ID " + OVERVIEW
                + ", a GUID, or a domain verified in the tenant, such as contoso.onmicrosoft.com";
        String value = checkedPresent("tenantId", tenantId, form);
        if (!isGuid(value) && !isSharedTenant(value) && !DOMAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("tenantId is neither a GUID nor a domain" + form);
        }
        return value;
    }

    static String checkedClientId(@Nullable String clientId) {
        String form = ": give the Application (client) ID " + OVERVIEW + ", a GUID";
        String value = checkedPresent("clientId", clientId, form);
        if (!isGuid(value)) {
            throw new IllegalArgumentException("clientId is not a GUID" + form);
        }
        return value;
    }

    private static String checkedPresent(String name, @Nullable String value, String form) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing" + form);
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank" + form);
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(name + " begins or ends with white space" + form);
        }
        return value;
    }
}
