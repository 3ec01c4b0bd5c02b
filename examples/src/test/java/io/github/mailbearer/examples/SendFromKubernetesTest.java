package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FederatedIssuer;
import io.github.mailbearer.testkit.MailbearerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class SendFromKubernetesTest {

    private static final TokenRequest REQUEST = TokenRequest.of(FakeTenant.MAILBOX);

    @Test
    void provesThePodByTheTokenThatIsInTheFileNow(FakeEntra entra, @TempDir Path directory) throws Exception {
        FederatedIssuer cluster =
                entra.registerFederatedIssuer("https://cluster.contoso.example/", "system:serviceaccount:mail:mailer");
        Path file = Files.writeString(directory.resolve("azure-identity-token"), cluster.issue());
        TokenProvider tokens = SendFromKubernetes.tokens(EntraApplication.fromWorkloadIdentityEnvironment(Map.of(
                        "AZURE_TENANT_ID", entra.tenantId(),
                        "AZURE_CLIENT_ID", entra.clientId(),
                        "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/",
                        "AZURE_FEDERATED_TOKEN_FILE", file.toString()))
                .loopbackEndpoint(entra.uri()));

        tokens.getToken(REQUEST);
        String next = cluster.issue();
        Files.writeString(file, next);
        tokens.getToken(REQUEST);

        assertThat(entra.tokenRequests()).hasSize(2);
        assertThat(entra.tokenRequests().get(1).form())
                .containsEntry("client_assertion", next)
                .doesNotContainKey("client_secret");
    }
}
