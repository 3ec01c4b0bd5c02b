package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Retry;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of MSAL4J are explained as they are, for applications that use it without this adapter. */
@Timeout(30)
class DiagnosisOfMsalTest {

    private static final Set<String> SCOPES = Set.of("https://outlook.office.com/SMTP.Send");

    private final FakeEntra entra = FakeEntra.start();

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void aServiceException() {
        entra.answerNext(EntraReply.invalidClientSecret());

        MsalServiceException thrown =
                catchThrowableOfType(MsalServiceException.class, () -> PlainMsal.appOnly(PlainMsal.callerRuns(entra)));

        Diagnosis diagnosis = Diagnosis.of(new IOException("No mail today", thrown));
        assertThat(diagnosis.id()).isEqualTo("E1");
        assertThat(diagnosis.evidence().aadsts()).containsExactly(7000215);
        assertThat(diagnosis.evidence().oauthError()).contains("invalid_client");
        assertThat(diagnosis.evidence().correlationId()).contains(thrown.correlationId());
        assertThat(diagnosis.evidence().traceId()).isPresent();
    }

    @Test
    void aServiceExceptionOfAFaultOfEntra() {
        entra.answerNext(EntraReply.unavailable(503));

        Throwable thrown = catchThrowable(() -> PlainMsal.appOnly(PlainMsal.callerRuns(entra)));

        assertThat(thrown).isExactlyInstanceOf(MsalServiceException.class);
        assertThat(Diagnosis.of(thrown).id()).isEqualTo("E49");
        assertThat(Diagnosis.of(thrown).retry().advice()).isEqualTo(Retry.Advice.LATER);
    }

    @Test
    void anExceptionThatWantsInteraction() {
        entra.answerNext(
                EntraReply.error(400, "invalid_grant", 50076, "You must use it.", Map.of("suberror", "basic_action")));

        Throwable thrown = catchThrowable(
                () -> PlainMsal.redeem(PlainMsal.callerRuns(entra), "0.AXoA-refresh", SCOPES.toArray(String[]::new)));

        assertThat(thrown).isInstanceOf(MsalInteractionRequiredException.class);
        Diagnosis diagnosis = Diagnosis.of(thrown);
        assertThat(diagnosis.id()).isEqualTo("E22");
        assertThat(diagnosis.report()).contains("AADSTS: 50076").doesNotContain("AXoA-refresh");
    }

    /** MSAL remembers throttled requests of public clients, for the whole JVM. */
    @Test
    void anExceptionOfMsalsOwnThrottling() throws Exception {
        PublicClientApplication msal = PublicClientApplication.builder(entra.clientId())
                .authority("https://login.microsoftonline.com/" + entra.tenantId() + "/")
                .instanceDiscovery(false)
                .disableInternalRetries()
                .httpClient(new PlainMsal.Redirected(entra))
                .build();
        RefreshTokenParameters parameters =
                RefreshTokenParameters.builder(SCOPES, "0.AXoA-refresh").build();
        entra.answerNext(EntraReply.throttled(Duration.ofSeconds(30)));
        Throwable first = catchThrowable(() -> msal.acquireToken(parameters).join());

        Throwable second = catchThrowable(() -> msal.acquireToken(parameters).join());

        assertThat(Diagnosis.of(first).id()).isEqualTo("E48");
        assertThat(second).hasRootCauseInstanceOf(MsalThrottlingException.class);
        assertThat(Diagnosis.of(second).id()).isEqualTo("E48");
    }

    @Test
    void aClientExceptionOfANetworkWithoutTheLoginHost() throws Exception {
        ConfidentialClientApplication msal = ConfidentialClientApplication.builder(
                        entra.clientId(), ClientCredentialFactory.createFromSecret("secret"))
                .authority("https://login.microsoftonline.com/contoso.com/")
                .instanceDiscovery(false)
                .disableInternalRetries()
                .httpClient(request -> {
                    throw new java.net.UnknownHostException(request.url().getHost());
                })
                .build();

        Throwable thrown = catchThrowable(() -> PlainMsal.appOnly(msal));

        assertThat(thrown).isExactlyInstanceOf(MsalClientException.class);
        assertThat(Diagnosis.of(thrown).id()).isEqualTo("E53");
    }

    @Test
    void aPageInPlaceOfATokenIsTold() {
        entra.answerNext(EntraReply.html(200));

        Throwable thrown = catchThrowable(() -> PlainMsal.appOnly(PlainMsal.callerRuns(entra)));

        assertThat(Diagnosis.of(thrown).id()).isEqualTo("E55");
    }
}
