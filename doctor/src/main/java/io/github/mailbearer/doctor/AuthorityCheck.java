package io.github.mailbearer.doctor;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.diagnosis.Symptom;
import io.github.mailbearer.doctor.text.Printable;
import io.github.mailbearer.msal.EntraCloud;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** 5: whether the login host is reached, and knows the tenant, in the cloud where it is looked for. */
final class AuthorityCheck extends Examination {

    private static final int SHOWN = 80;

    /** What the discovery document calls the clouds. */
    private static final Map<EntraCloud, String> INSTANCES = Map.of(
            EntraCloud.WORLDWIDE, "microsoftonline.com",
            EntraCloud.US_GOVERNMENT, "microsoftonline.us",
            EntraCloud.CHINA, "partner.microsoftonline.cn");

    private final SetUp setUp;

    AuthorityCheck(SetUp setUp) {
        super("5", "Login host and tenant", "0a");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the discovery document of "
                + setUp.authority().map(URI::toString).orElse("the login host");
    }

    @Override
    Finding examine(Findings known) throws Exception {
        String tenant = setUp.settings().tenantId;
        URI authority = setUp.authority().orElse(null);
        if (tenant == null || authority == null || !IdsCheck.isTenant(tenant)) {
            return Finding.notNeeded("There is no tenant of Entra to look for.");
        }
        Discovery discovery;
        try {
            discovery = Discovery.of(setUp, authority, tenant);
        } catch (IOException e) {
            throw new TokenUnavailableException(authority.getHost() + " is not reached: " + Trouble.happened(e), e);
        }
        return judged(discovery, tenant, known)
                .with("asked", discovery.uri())
                .with("HTTP proxy", discovery.proxy())
                .with("HTTP status", discovery.status())
                .with("issuer", discovery.member("issuer"))
                .with("cloud instance", discovery.member("cloud_instance_name"))
                .with("tenant region", discovery.member("tenant_region_scope"))
                .leaving(discovery);
    }

    private Finding judged(Discovery discovery, String tenant, Findings known) {
        if (discovery.members().isEmpty()) {
            return Finding.fail(
                            "What answered in the login host's place is not Entra.",
                            "A proxy or a sign-in page of the network stands in between: let "
                                    + setUp.cloud().map(EntraCloud::loginHost).orElse("the login host")
                                    + ":443 pass, or set the proxy and its password for the HTTP client.")
                    .with("content type", discovery.contentType())
                    .with("beginning", beginning(discovery.body()));
        }
        if (discovery.status() != 200 || discovery.member("issuer").isEmpty()) {
            return new Trouble(setUp)
                    .of(Symptom.ofText("HTTP status " + discovery.status() + "\n" + discovery.body()), known);
        }
        return otherCloud(discovery)
                .or(() -> otherTenant(discovery, tenant))
                .orElseGet(() -> Finding.pass("The tenant is known there."));
    }

    private Optional<Finding> otherCloud(Discovery discovery) {
        EntraCloud cloud = setUp.settings().cloud;
        String instance = discovery.member("cloud_instance_name");
        if (cloud == null || instance.isEmpty() || instance.equals(INSTANCES.get(cloud))) {
            return Optional.empty();
        }
        String home = INSTANCES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(instance))
                .map(entry -> entry.getKey().toString())
                .findFirst()
                .orElse(instance);
        return Optional.of(Finding.fail(
                "The tenant lives in the cloud " + home + ", and is looked for in " + cloud + ".",
                "Take the profile of that cloud, for login, mail servers and scopes alike."));
    }

    private static Optional<Finding> otherTenant(Discovery discovery, String tenant) {
        boolean named = IdsCheck.GUID.matcher(tenant).matches();
        String issuer = discovery.member("issuer").toLowerCase(Locale.ROOT);
        return !named || issuer.contains(tenant.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "The issuer that the document names is another one.",
                        "Check the Directory (tenant) ID; and that no proxy rewrites answers of the login host."));
    }

    private static String beginning(String body) {
        String page = Printable.excerpt(body);
        return page.substring(0, Math.min(page.length(), SHOWN));
    }
}
