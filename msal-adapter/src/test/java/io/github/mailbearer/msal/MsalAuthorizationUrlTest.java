package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.ResponseMode;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why MSAL does not make our authorization URLs. When this fails, it may. */
class MsalAuthorizationUrlTest {

    @Test
    @SuppressWarnings("deprecation") // that is how it says so
    void msalHasTheAnswerPostedAcrossSitesWhereItIsAskedForAQuery() throws Exception {
        ConfidentialClientApplication msal = ConfidentialClientApplication.builder(
                        "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11", ClientCredentialFactory.createFromSecret("a-secret"))
                .authority("https://login.microsoftonline.com/common/")
                .instanceDiscovery(false)
                .build();

        Map<String, String> parameters = Connecting.parameters(URI.create(
                msal.getAuthorizationRequestUrl(AuthorizationRequestUrlParameters.builder(
                                        "https://shop.example/connected", Set.of(Connecting.SMTP))
                                .responseMode(ResponseMode.QUERY)
                                .loginHint(Connecting.MAILBOX)
                                .build())
                        .toString()));

        assertThat(parameters).containsEntry("response_mode", "form_post").containsKey("X-AnchorMailbox");
    }
}
