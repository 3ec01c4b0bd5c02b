package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.RecordedRequest;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential is exchanged without a moment at which no token can be had. */
@Timeout(30)
class CredentialRotationTest {

    private static final String WRONG = "not~this.one";

    private static FakeEntra entra;

    private String right;
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");

    @BeforeAll
    static void start() {
        entra = FakeEntra.start();
    }

    @BeforeEach
    void reset() {
        entra.reset();
        right = entra.clientSecret();
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    private MsalTokenProvider provider(EntraCredential credential) {
        return MsalTokenProvider.clientCredentials(
                Applications.of(entra).credential(credential).build(), () -> now);
    }

    private MsalTokenProvider overlapping(String newer, String older) {
        return provider(EntraCredential.overlapping(EntraCredential.secret(newer), EntraCredential.secret(older)));
    }

    private List<String> sent() {
        return entra.tokenRequests().stream()
                .map(RecordedRequest::form)
                .map(form -> form.get("client_secret"))
                .toList();
    }

    private static Supplier<String> supplier(String... secrets) {
        Iterator<String> values = List.of(secrets).iterator();
        return values::next;
    }

    @Test
    void theNewerCredentialIsTriedFirst() {
        overlapping(right, WRONG).getToken(REQUEST);
        assertThat(sent()).containsExactly(right);
    }

    @Test
    void theOlderOneServesInTheSameCallWhileEntraDoesNotKnowTheNewer() {
        overlapping(WRONG, right).getToken(REQUEST);
        assertThat(sent()).containsExactly(WRONG, right);
    }

    @ParameterizedTest
    @ValueSource(ints = {7000215, 7000222, 70002, 700027, 700030, 50012, 1234567})
    void whateverTheNumberARefusedCredentialIsFollowedByTheOther(int number) {
        entra.answerNext(EntraReply.error(401, "invalid_client", number, "Refused."));

        overlapping(WRONG, right).getToken(REQUEST);
        assertThat(sent()).containsExactly(WRONG, right);
    }

    @Test
    void theOneThatWorkedIsTriedFirstForTenMinutes() {
        MsalTokenProvider provider = overlapping(WRONG, right);
        provider.getToken(REQUEST);
        now = now.plus(Duration.ofMinutes(9));
        provider.getToken(REQUEST);
        now = now.plus(Duration.ofMinutes(10));
        provider.getToken(REQUEST);

        assertThat(sent()).containsExactly(WRONG, right, right, WRONG, right);
    }

    @Test
    void theNewerOneTakesOverAtOnceWhenTheOlderIsDeletedAtEntra() {
        MsalTokenProvider provider = overlapping(WRONG, right);
        provider.getToken(REQUEST);
        entra.replaceClientSecret(WRONG);
        provider.getToken(REQUEST);
        provider.getToken(REQUEST);

        assertThat(sent()).containsExactly(WRONG, right, right, WRONG, WRONG);
    }

    @Test
    void theCertificateThatReplacesASecretMayComeFirst() {
        var pair = TestKeys.rsa();
        EntraCredential certificate = EntraCredential.certificate(pair.getPrivate(), TestKeys.certificate(pair));

        provider(EntraCredential.overlapping(certificate, EntraCredential.secret(right)))
                .getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void ofTwoRefusalsTheFirstIsToldAndTheOtherKept() {
        entra.answerNext(
                EntraReply.invalidClientSecret(), EntraReply.error(401, "invalid_client", 7000222, "Expired."));
        MsalTokenProvider provider = overlapping(WRONG, right);

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("AADSTS7000215")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessageContaining("AADSTS7000222")));
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void aFailureOfAnotherKindIsNoMatterOfCredentials() {
        entra.answerNext(EntraReply.error(400, "invalid_scope", 70011, "Scope."));
        MsalTokenProvider provider = overlapping(right, WRONG);

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void anOutageDuringTheSecondAttemptIsTemporary() {
        entra.answerNext(EntraReply.invalidClientSecret(), EntraReply.unavailable(503));
        MsalTokenProvider provider = overlapping(WRONG, right);

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void aCredentialThatCannotBeMadeIsPassedOver() {
        EntraCredential broken = EntraCredential.secret((Supplier<String>) () -> {
            throw new IllegalStateException("the vault is sealed");
        });

        try (CapturedLogs logs = CapturedLogs.everything()) {
            provider(EntraCredential.overlapping(broken, EntraCredential.secret(right)))
                    .getToken(REQUEST);
            assertThat(sent()).containsExactly(right);
            assertThat(logs.text()).contains("The newer credential of ", "the vault is sealed");
        }
        MsalTokenProvider nothing = provider(EntraCredential.overlapping(broken, broken));
        TokenException failure = catchThrowableOfType(TokenUnavailableException.class, () -> nothing.getToken(REQUEST));
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void aRefusedSecretIsSuppliedOnceMore() {
        provider(EntraCredential.secret(supplier(WRONG, right))).getToken(REQUEST);
        assertThat(sent()).containsExactly(WRONG, right);
    }

    @Test
    void theSameSecretIsNotSentTwice() {
        MsalTokenProvider provider = provider(EntraCredential.secret(() -> WRONG));

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(sent()).containsExactly(WRONG);
    }

    @Test
    void aSupplierThatFailsTheSecondTimeLeavesTheRefusal() {
        MsalTokenProvider provider = provider(EntraCredential.secret(supplier(WRONG)));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void noCallMakesMoreThanThreeRequests() {
        MsalTokenProvider provider = provider(EntraCredential.overlapping(
                EntraCredential.secret(supplier("a", "b")), EntraCredential.secret(supplier("c", "d"))));

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(sent()).containsExactly("a", "b", "c");
    }

    @Test
    void aRefusalThatTheJdkHidesCountsToo() {
        HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .authenticator(new Authenticator() {})
                .build();
        EntraApplication application = Applications.of(entra)
                .http(client)
                .credential(EntraCredential.overlapping(EntraCredential.secret(WRONG), EntraCredential.secret(right)))
                .build();

        MsalTokenProvider.clientCredentials(application).getToken(REQUEST);
        assertThat(sent()).containsExactly(WRONG, right);
    }

    @Test
    void onlySingleCredentialsOverlap() {
        EntraCredential secret = EntraCredential.secret(right);
        EntraCredential both = EntraCredential.overlapping(secret, secret);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.overlapping(null, secret))
                .withMessageStartingWith("newer is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.overlapping(secret, EntraCredential.publicClient()))
                .withMessageStartingWith("older is EntraCredential[public client]: give one secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.overlapping(both, secret))
                .withMessageStartingWith("newer is EntraCredential[EntraCredential[client secret], then");
    }
}
