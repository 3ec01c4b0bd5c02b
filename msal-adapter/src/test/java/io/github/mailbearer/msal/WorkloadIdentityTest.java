package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FederatedIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WorkloadIdentityTest {

    private static final Map<String, String> POD = Map.of(
            "AZURE_TENANT_ID", "9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b",
            "AZURE_CLIENT_ID", "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11",
            "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/",
            "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token");

    private static Map<String, String> pod(String name, String value) {
        Map<String, String> environment = new HashMap<>(POD);
        environment.put(name, value);
        return environment;
    }

    @Test
    void aPodSignsInWithItsProjectedToken(@TempDir Path directory) throws IOException {
        try (FakeEntra entra = FakeEntra.start()) {
            FederatedIssuer cluster =
                    entra.registerFederatedIssuer("https://cluster.invalid/", "system:serviceaccount:a:b");
            Path file = Files.writeString(directory.resolve("azure-identity-token"), cluster.issue());
            EntraApplication application = EntraApplication.fromWorkloadIdentityEnvironment(Map.of(
                            "AZURE_TENANT_ID", entra.tenantId(),
                            "AZURE_CLIENT_ID", entra.clientId(),
                            "AZURE_FEDERATED_TOKEN_FILE", file.toString()))
                    .loopbackEndpoint(entra.uri())
                    .build();

            MsalTokenProvider.clientCredentials(application).getToken(REQUEST);
            assertThat(entra.tokenRequests().get(0).form()).containsEntry("client_assertion", Files.readString(file));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com/, WORLDWIDE",
        "https://login.microsoftonline.us, US_GOVERNMENT",
        "https://login.partner.microsoftonline.cn/, CHINA",
        "' ', WORLDWIDE"
    })
    void theAuthorityHostNamesTheCloud(String authority, EntraCloud cloud) {
        assertThat(EntraApplication.fromWorkloadIdentityEnvironment(pod("AZURE_AUTHORITY_HOST", authority))
                        .build()
                        .cloud())
                .isEqualTo(cloud);
    }

    @Test
    void anUnknownAuthorityHostIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraApplication.fromWorkloadIdentityEnvironment(
                        pod("AZURE_AUTHORITY_HOST", "https://login.example.org/")))
                .withMessageStartingWith(
                        "environment has AZURE_AUTHORITY_HOST=https://login.example.org/, which is no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"})
    void aMissingVariableIsNamed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraApplication.fromWorkloadIdentityEnvironment(pod(name, " ")))
                .withMessageStartingWith("environment has no " + name + ": Azure Workload Identity sets it for pods");
    }
}
