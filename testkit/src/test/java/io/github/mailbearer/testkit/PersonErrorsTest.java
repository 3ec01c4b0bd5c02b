package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonErrorsTest {

    private final FakeEntra entra = FakeEntra.start();
    private final DelegatedClient client = new DelegatedClient(entra);
    private String refreshToken = "";

    @BeforeEach
    void beginAnew() {
        entra.reset();
        refreshToken = entra.addAccount(ANA).issueRefreshToken(ANA, SMTP);
    }

    @AfterAll
    void close() {
        entra.close();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(EntraReply.interactionRequired(), 50076, "basic_action", true),
                Arguments.of(EntraReply.blockedByConditionalAccess(), 53003, "message_only", true),
                Arguments.of(EntraReply.securityDefaults(), 530035, null, false),
                Arguments.of(EntraReply.consentRequired(), 65001, "consent_required", false),
                Arguments.of(EntraReply.adminConsentRequired(), 90094, "consent_required", false),
                Arguments.of(EntraReply.refreshTokenExpired(), 700082, null, false),
                Arguments.of(EntraReply.refreshTokenRevoked(), 50173, "bad_token", false),
                Arguments.of(EntraReply.signInFrequency(), 70043, "token_expired", false));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void sayWhatThePersonMustDo(EntraReply reply, int aadsts, String suberror, boolean claims) throws Exception {
        entra.answerNext(reply);

        HttpResponse<String> response = client.post(client.refresh(refreshToken));

        Map<String, Object> members = JSONObjectUtils.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(members)
                .containsEntry("error", "invalid_grant")
                .containsEntry("error_codes", List.of((long) aadsts))
                .containsKeys("trace_id", "correlation_id", "timestamp");
        assertThat((String) members.get("error_description")).startsWith("AADSTS" + aadsts + ": ");
        assertThat(members.get("suberror")).isEqualTo(suberror);
        assertThat(members.containsKey("claims")).isEqualTo(claims);
        assertThat(client.tokens(client.refresh(refreshToken))).containsKey("access_token");
    }

    @Test
    void askForClaimsInJson() throws Exception {
        entra.answerNext(EntraReply.interactionRequired());

        Map<String, Object> members =
                JSONObjectUtils.parse(client.post(client.refresh(refreshToken)).body());

        assertThat(JSONObjectUtils.parse((String) members.get("claims"))).containsKey("access_token");
    }

    @Test
    void takeMoreMembers() throws Exception {
        entra.answerNext(EntraReply.error(400, "interaction_required", 50079, "Enrol.", Map.of("suberror", "x")));

        assertThat(JSONObjectUtils.parse(
                        client.post(client.refresh(refreshToken)).body()))
                .containsEntry("error", "interaction_required")
                .containsEntry("suberror", "x");
    }

    @Test
    void areAnsweredWithClaimsThatTheFakeRecords() throws Exception {
        Map<String, String> form = client.refresh(refreshToken);
        form.put("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]},\"nbf\":{\"essential\":true}}}");
        client.tokens(form);
        form.put("claims", "{");
        client.tokens(form);
        client.tokens(client.refresh(refreshToken));

        List<RecordedRequest> requests = entra.tokenRequests();
        assertThat(requests.get(0).claims())
                .hasValueSatisfying(claims -> assertThat(claims).contains("essential"));
        assertThat(requests)
                .extracting(RecordedRequest::clientCapabilities)
                .containsExactly(List.of("cp1"), List.of(), List.of());
        assertThat(requests.get(2).claims()).isEmpty();
    }
}
