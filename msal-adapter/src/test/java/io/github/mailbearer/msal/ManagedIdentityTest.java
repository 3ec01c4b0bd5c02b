package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import com.microsoft.aad.msal4j.ManagedIdentitySourceType;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeManagedIdentities;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's own identity gets tokens without any credential. */
@Timeout(30)
class ManagedIdentityTest {

    private static final String GUID = "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11";
    private static final String NOT_FOUND =
            "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}";

    private FakeImds imds;

    @BeforeEach
    void start() {
        imds = FakeImds.start();
    }

    @AfterEach
    void stop() {
        imds.close();
    }

    private MsalTokenProvider provider(ManagedIdentity identity) {
        return MsalTokenProvider.managedIdentity(identity.withLoopbackEndpoint(imds.uri()));
    }

    private TokenException failure(int status, String body) {
        imds.answer(status, body);
        MsalTokenProvider provider = provider(ManagedIdentity.systemAssigned());
        return catchThrowableOfType(TokenException.class, () -> provider.getToken(REQUEST));
    }

    @Test
    void asksForTheMailResourceAndCountsTheLifeAsAzureDoes() {
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3600);
        imds.answer(200, FakeImds.token(end));

        AccessToken token = provider(ManagedIdentity.systemAssigned()).getToken(REQUEST);
        assertThat(token.value()).isEqualTo("imds-token");
        assertThat(token.expiresAt()).isEqualTo(end);
        assertThat(token.refreshAt()).isEmpty();
        assertThat(imds.queries())
                .singleElement()
                .satisfies(query -> assertThat(query)
                        .contains("resource=https://outlook.office365.com")
                        .doesNotContain(".default", "client_id"));
    }

    @Test
    void aTokenOfADayIsRefreshedAtHalfTime() {
        imds.answer(200, FakeImds.token(Instant.now().plus(Duration.ofHours(24))));

        AccessToken token = provider(ManagedIdentity.systemAssigned()).getToken(REQUEST);
        assertThat(Duration.between(Instant.now(), token.refreshAt().orElseThrow()))
                .isBetween(Duration.ofHours(11), Duration.ofHours(13));
    }

    @Test
    void namesTheIdentityThatIsMeant() {
        provider(ManagedIdentity.userAssignedClientId(GUID)).getToken(REQUEST);
        provider(ManagedIdentity.userAssignedObjectId(GUID)).getToken(REQUEST);
        provider(ManagedIdentity.userAssignedResourceId("/subscriptions/1/id")).getToken(REQUEST);

        assertThat(imds.queries().get(0)).contains("client_id=" + GUID);
        assertThat(imds.queries().get(1)).contains("object_id=" + GUID);
        assertThat(imds.queries().get(2)).contains("res_id=/subscriptions/1/id");
    }

    @Test
    void everyIdentityOfAMachineGetsTokens() {
        try (FakeEntra entra = FakeEntra.start()) {
            FakeManagedIdentities.Identity assigned = entra.managedIdentities().assign("mail");
            ManagedIdentity missing = ManagedIdentity.userAssignedClientId(GUID).withLoopbackEndpoint(entra.uri());

            for (ManagedIdentity identity : List.of(
                    ManagedIdentity.systemAssigned(),
                    ManagedIdentity.userAssignedClientId(assigned.clientId()),
                    ManagedIdentity.userAssignedObjectId(assigned.objectId()),
                    ManagedIdentity.userAssignedResourceId(assigned.resourceId()))) {
                AccessToken token = MsalTokenProvider.managedIdentity(identity.withLoopbackEndpoint(entra.uri()))
                        .getToken(REQUEST);
                assertThat(token.value()).isEqualTo(entra.lastIssuedToken());
            }
            assertThat(entra.managedIdentityRequests()).hasSize(4);
            assertThatExceptionOfType(TokenRequestDeniedException.class)
                    .isThrownBy(() -> MsalTokenProvider.managedIdentity(missing).getToken(REQUEST))
                    .withMessageContaining("Identity not found");
        }
    }

    @Test
    void theCloudOrTheRequestNamesTheResource() {
        provider(ManagedIdentity.systemAssigned().withCloud(EntraCloud.CHINA)).getToken(REQUEST);
        provider(ManagedIdentity.systemAssigned())
                .getToken(TokenRequest.of("a@contoso.com", "https://graph.microsoft.com/.default"));

        assertThat(imds.queries().get(0)).contains("resource=https://partner.outlook.cn");
        assertThat(imds.queries().get(1)).contains("resource=https://graph.microsoft.com");
    }

    @Test
    void allMailboxesShareATokenAndTwoIdentitiesDoNot() {
        MsalTokenProvider one = provider(ManagedIdentity.systemAssigned());
        MsalTokenProvider other = provider(ManagedIdentity.userAssignedClientId(GUID));

        assertThat(one.cacheKey(REQUEST)).isEqualTo(one.cacheKey(TokenRequest.of("other@contoso.com")));
        assertThat(one.cacheKey(REQUEST)).isNotEqualTo(other.cacheKey(REQUEST));
    }

    /** MSAL keeps these tokens for the whole JVM, and gives them to whoever asks for the same identity and resource. */
    @Test
    void msalServesFromACacheOfTheWholeJvmAndWeDoNot() throws Exception {
        String resource = "https://jvm-wide.example.com";
        MsalTokenProvider provider = provider(ManagedIdentity.systemAssigned());
        TokenRequest request = TokenRequest.of("a@contoso.com", resource + "/.default");
        provider.getToken(request);
        provider.getToken(request);
        assertThat(imds.queries()).hasSize(2);

        IHttpClient nobody = sent -> {
            throw new IOException("nobody is there");
        };
        String fromTheCache = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .httpClient(nobody)
                .build()
                .acquireTokenForManagedIdentity(
                        ManagedIdentityParameters.builder(resource).build())
                .get()
                .accessToken();
        assertThat(fromTheCache).isEqualTo("imds-token");
    }

    @Test
    void anIdentityThatIsNotThereIsForAnAdministrator() {
        TokenException failure = failure(400, NOT_FOUND);

        assertThat(failure)
                .isInstanceOf(TokenRequestDeniedException.class)
                .hasMessageContaining("HTTP 400): Identity not found. In the Azure portal")
                .hasMessageContaining("the system-assigned managed identity for https://outlook.office365.com");
        assertThat(failure.error()).contains("invalid_request");
        assertThat(imds.queries()).hasSize(1);
    }

    @Test
    void appServiceSaysItInItsOwnForm() {
        assertThat(failure(400, "{\"statusCode\":400,\"message\":\"No User Assigned Managed Identity found\"}"))
                .isInstanceOf(TokenRequestDeniedException.class)
                .hasMessageContaining("No User Assigned Managed Identity found. In the Azure portal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|" + "<p>Not found</p>",
                "410|{\"error\":\"gone\",\"error_description\":\"Updating\"}",
                "429|{\"error\":\"too_many\",\"error_description\":\"Busy\"}",
                "500|{\"error\":\"unknown\",\"error_description\":\"Failed\"}",
                "400|<p>Another cloud's metadata service</p>",
                "200|{\"access_token\":\"half\"}",
                "200|{\"access_token\":\"half",
                "302|''",
            })
    void whatMayPassIsTriedAgainByTheCallerAndNotByMsal(int status, String body) {
        assertThat(failure(status, body))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("check that this runs on Azure");
        assertThat(imds.queries()).hasSize(1);
    }

    @Test
    void anEndThatIsNoTimeIsNoToken() {
        assertThat(failure(
                        200,
                        FakeImds.token(Instant.now()).replaceFirst("\"expires_on\":\"\\d+", "\"expires_on\":\"soon")))
                .isInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void noAnswerMeansNotOnAzurePerhaps() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        MsalTokenProvider provider = MsalTokenProvider.managedIdentity(
                ManagedIdentity.systemAssigned().withLoopbackEndpoint(URI.create("http://127.0.0.1:" + port)));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("Outside Azure there is none")
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void silenceIsBounded() throws IOException {
        try (RawServer silent = RawServer.start(connection -> {
            RawServer.readHead(connection.getInputStream());
            connection.getInputStream().read(); // until the client gives up
        })) {
            MsalTokenProvider provider = MsalTokenProvider.managedIdentity(ManagedIdentity.systemAssigned()
                    .withRequestTimeout(Duration.ofSeconds(1))
                    .withLoopbackEndpoint(silent.uri()));

            assertThatExceptionOfType(TokenUnavailableException.class)
                    .isThrownBy(() -> provider.getToken(REQUEST))
                    .withCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void neitherTokensNorHalvesOfThemAreShown() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            logs.add(provider(ManagedIdentity.systemAssigned()).getToken(REQUEST));
            logs.add(failure(200, "{\"access_token\":\"imds-token"));
            logs.add(failure(200, "{\"access_token\":\"imds-token\",\"expires_on\":\"soon\"}"));
            logs.add(failure(500, "<p>imds-token</p>"));
            assertThat(logs.text()).contains("Acquired AccessToken[").doesNotContain("imds-token");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/metadata/identity/oauth2/token?a=b",
                "http://169.254.130.2:8081/msi/token",
                "http://localhost:42356/msi/token",
                "http://127.0.0.1:41741/MSI/token/",
                "http://[::1]:40342/metadata/identity/oauth2/token",
                "https://identity.example.org:8443/msi/token?a=b",
            })
    void asksOnTheMachineBesideItOrWhereTheEnvironmentSays(URL wanted) throws IOException {
        assertThat(endpoint().target(wanted)).hasToString(wanted.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/metadata/identity/oauth2/token",
                "http://169.254.169.254.example.org/token",
                "http://identity.example.org:8443/msi/token",
                "https://identity.example.org/msi/token",
                "http://[2001:db8::1]/token",
            })
    void asksNowhereElse(URL wanted) {
        assertThatIOException()
                .isThrownBy(() -> endpoint().target(wanted))
                .withMessageContaining("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    }

    private static IdentityEndpoint endpoint() {
        return new IdentityEndpoint(
                new BoundedHttp(HttpClients.direct(), Duration.ofSeconds(1)),
                Map.of("IDENTITY_ENDPOINT", "https://identity.example.org:8443/msi/token"),
                null);
    }

    @Test
    void serviceFabricIsRefusedRatherThanWaitedForWithoutABound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedIdentityGrant.of(
                        ManagedIdentity.systemAssigned(),
                        InstantSource.system(),
                        ManagedIdentitySourceType.SERVICE_FABRIC))
                .withMessageContaining("Service Fabric are not supported");
    }

    @Test
    void wrongIdsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedIdentity.userAssignedClientId("my-identity"))
                .withMessageStartingWith("clientId is not a GUID: give the Client ID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedIdentity.userAssignedObjectId(null))
                .withMessageStartingWith("objectId is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedIdentity.userAssignedResourceId(GUID))
                .withMessageStartingWith("resourceId is no resource ID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalTokenProvider.managedIdentity(null))
                .withMessageStartingWith("identity is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedIdentity.systemAssigned().withRequestTimeout(Duration.ZERO))
                .withMessageStartingWith("requestTimeout is PT0S");
    }
}
