package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.IMAP;
import static io.github.mailbearer.testkit.DelegatedClient.OPENID_CONNECT;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTokenTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final DelegatedClient client = new DelegatedClient(entra);
    private String first = "";

    @BeforeEach
    void beginAnew() {
        entra.reset();
        entra.addAccount(ANA);
        first = entra.issueRefreshToken(ANA, SMTP, IMAP);
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private String exchange(String refreshToken) throws Exception {
        return (String) client.tokens(client.refresh(refreshToken)).get("refresh_token");
    }

    private void assertUsedUp(String refreshToken) throws Exception {
        client.assertRefused(client.refresh(refreshToken), "invalid_grant", 70000);
    }

    @Test
    void exchangesARefreshTokenForNewTokens() throws Exception {
        Map<String, Object> response = client.tokens(client.refresh(first));

        assertThat(response)
                .containsEntry("scope", SMTP)
                .containsKeys("access_token", "refresh_token", "id_token", "client_info");
        assertThat(response.get("refresh_token")).isNotEqualTo(first);
        assertThat(entra.tokens().accepts("smtp", ANA, (String) response.get("access_token")))
                .isTrue();
        assertThat(SignedJWT.parse((String) response.get("id_token"))
                        .getJWTClaimsSet()
                        .getClaims())
                .doesNotContainKey("nonce");
    }

    @Test
    void keepsOldTokensGoodAsEntraDoes() throws Exception {
        String second = exchange(first);

        exchange(second);
        exchange(first);
    }

    @Test
    void takesAOneTimeTokenOnce() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        String second = exchange(first);

        assertUsedUp(first);
        exchange(second);
        assertUsedUp(second);
    }

    @Test
    void givesAOneTimeTokenToOneOfManyRequestsAtOnce() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> exchange =
                    () -> client.post(client.refresh(first)).statusCode();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(32, exchange))) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsATokenUntilItsSuccessorWasUsed() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME_WITH_GRACE);
        String lost = exchange(first);
        String second = exchange(first);
        String third = exchange(second);

        assertUsedUp(first);
        assertThat(exchange(lost)).isNotEmpty();
        exchange(third);
        assertUsedUp(second);
    }

    @Test
    void losesAnAnswerAfterTheTokenWasUsedUp() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME).answerNext(EntraReply.answerLost());
        assertThatIOException().isThrownBy(() -> client.post(client.refresh(first)));
        assertUsedUp(first);

        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME_WITH_GRACE).answerNext(EntraReply.answerLost());
        String second = entra.issueRefreshToken(ANA, SMTP);
        assertThatIOException().isThrownBy(() -> client.post(client.refresh(second)));
        exchange(second);
    }

    @Test
    void keepsTheTokenThatItSendsNoSuccessorFor() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME).omitRefreshToken(true);

        assertThat(client.tokens(client.refresh(first))).doesNotContainKey("refresh_token");
        entra.omitRefreshToken(false);
        exchange(first);
        assertUsedUp(first);
    }

    @Test
    void usesNoTokenUpForARequestThatItRefuses() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        Map<String, String> form = client.refresh(first);
        form.put("scope", "https://outlook.office.com/POP.AccessAsUser.All" + OPENID_CONNECT);

        client.assertRefused(form, "invalid_grant", 65001);
        exchange(first);
    }

    @Test
    void givesNothingWhereOnlyPartOfWhatIsAskedForWasConsentedTo() throws Exception {
        Map<String, String> form = client.refresh(first);
        form.put("scope", SMTP + " https://outlook.office.com/POP.AccessAsUser.All" + OPENID_CONNECT);

        client.assertRefused(form, "invalid_grant", 65001);
    }

    @Test
    void revokesThePersonsTokensButNotTheNextOnes() throws Exception {
        entra.revokeRefreshTokens(ANA);

        client.assertRefused(client.refresh(first), "invalid_grant", 50173);
        exchange(entra.issueRefreshToken(ANA, SMTP));
    }

    @Test
    void endsTokensThatWereNotUsedFor90Days() throws Exception {
        String unused = entra.issueRefreshToken(ANA, SMTP);
        clock.advance(Duration.ofDays(89));
        exchange(first);
        clock.advance(Duration.ofDays(1));

        client.assertRefused(client.refresh(unused), "invalid_grant", 700082);
        exchange(first);
    }

    @Test
    void refusesWhatItNeverIssued() throws Exception {
        assertUsedUp("made up");
        client.assertRefused(client.refresh(""), "invalid_request", 900144);
    }

    @Test
    void asksForTheScopesOfTheTokenWhereNoneAreNamed() throws Exception {
        Map<String, String> form = client.refresh(first);
        form.remove("scope");

        assertThat(client.tokens(form)).containsEntry("scope", SMTP + " " + IMAP);
    }

    @Test
    void forgetsPeopleAndTokensAtReset() throws Exception {
        entra.refreshTokens(RefreshTokenPolicy.ONE_TIME).grantOnly(SMTP).requireAdminConsent(true);

        entra.reset();

        assertUsedUp(first);
        assertThatIllegalArgumentException().isThrownBy(() -> entra.issueRefreshToken(ANA, SMTP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.addAccount(" "))
                .withMessageContaining("username");
    }
}
