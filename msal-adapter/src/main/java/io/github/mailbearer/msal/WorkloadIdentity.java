package io.github.mailbearer.msal;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables by which Kubernetes tells a pod which Entra application it is. */
final class WorkloadIdentity {

    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";
    private static final String FILE = "AZURE_FEDERATED_TOKEN_FILE";

    private WorkloadIdentity() {}

    static EntraApplication.Builder in(Map<String, String> environment) {
        Arguments.required("environment", environment, "System.getenv()");
        return EntraApplication.builder()
                .tenantId(value(environment, TENANT))
                .clientId(value(environment, CLIENT))
                .cloud(cloud(environment.get(AUTHORITY)))
                .credential(FederatedToken.in(Path.of(value(environment, FILE))));
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "environment has no " + name + ": Azure Workload Identity sets it for pods"
                            + " with the label azure.workload.identity/use: \"true\" and an annotated service account");
        }
        return value.strip();
    }

    private static EntraCloud cloud(@Nullable String authority) {
        if (authority == null || authority.isBlank()) {
            return EntraCloud.WORLDWIDE;
        }
        String host = authority.strip().replaceFirst("^https://", "").replaceFirst("/+$", "");
        for (EntraCloud cloud : EntraCloud.values()) {
            if (cloud.loginHost().equalsIgnoreCase(host)) {
                return cloud;
            }
        }
        throw new IllegalArgumentException("environment has " + AUTHORITY + "=" + authority
                + ", which is no login host of Entra: it should be https://" + EntraCloud.WORLDWIDE.loginHost()
                + "/ or that of another cloud");
    }
}
