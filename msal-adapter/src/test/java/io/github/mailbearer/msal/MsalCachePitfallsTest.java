package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.IMAP;
import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static io.github.mailbearer.msal.ConnectedMailboxes.SMTP;
import static io.github.mailbearer.msal.PlainMsal.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What MSAL4J's cache does, and what our rows do: pitfalls 5, 7, 8, 9, 12 and 15. */
@Timeout(60)
class MsalCachePitfallsTest {

    private static final String CLAIMS = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1767225600\"}}}";

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();

    @BeforeEach
    void addPeople() {
        mailboxes.entra.addAccount("ana@contoso.com").addAccount("bob@contoso.com");
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private ConfidentialClientApplication msal() {
        return PlainMsal.callerRuns(mailboxes.entra);
    }

    private IAuthenticationResult signedIn(ConfidentialClientApplication msal, String username, String... scopes) {
        return PlainMsal.redeem(msal, mailboxes.entra.issueRefreshToken(username, scopes), scopes);
    }

    private String sentClaims() {
        return mailboxes
                .entra
                .tokenRequests()
                .get(mailboxes.entra.tokenRequestCount() - 1)
                .form()
                .get("claims");
    }

    @Test
    void pitfall5_msalsWarmCacheIgnoresClaimsAndOursDoesNot() throws Exception {
        ConfidentialClientApplication msal = msal();
        PlainMsal.appOnly(msal);
        IAuthenticationResult account = signedIn(msal, "ana@contoso.com", SMTP);
        int before = mailboxes.requests();
        msal.acquireToken(ClientCredentialParameters.builder(Set.of(DEFAULT))
                        .claims(ClaimsRequest.formatAsClaimsRequest(CLAIMS))
                        .build())
                .join();
        assertThat(mailboxes.requests()).as("for the application").isEqualTo(before);
        msal.acquireTokenSilently(SilentParameters.builder(Set.of(SMTP), account.account())
                        .claims(ClaimsRequest.formatAsClaimsRequest(CLAIMS))
                        .build())
                .join();
        assertThat(mailboxes.requests()).as("for a person").isEqualTo(before + 1);
        assertThat(sentClaims()).as("asked, but without the claims").isNull();

        AccessToken held = mailboxes.provider().getToken(REQUEST);
        assertThat(mailboxes.provider().withClaims(CLAIMS).getToken(REQUEST)).isNotEqualTo(held);
        assertThat(sentClaims()).contains("1767225600");
        MsalTokenProvider.clientCredentials(mailboxes.application)
                .withClaims(CLAIMS)
                .getToken(REQUEST);
        assertThat(sentClaims()).contains("1767225600");
    }

    @Test
    void pitfall7_msalAnswersTheApplicationWithAPersonsTokenAndWeKeepThemApart() {
        ConfidentialClientApplication msal = msal();
        IAuthenticationResult person = signedIn(msal, "ana@contoso.com", DEFAULT);
        assertThat(PlainMsal.appOnly(msal).accessToken()).isEqualTo(person.accessToken());

        mailboxes.connect("bob@contoso.com", DEFAULT);
        TokenRequest bobs = TokenRequest.of("bob@contoso.com");
        AccessToken delegated = mailboxes.provider().getToken(bobs);
        assertThat(MsalTokenProvider.clientCredentials(mailboxes.application).getToken(bobs))
                .isNotEqualTo(delegated);
    }

    /** Keeps the whole cache as MSAL's examples do. */
    private static final class WholeCache implements ITokenCacheAccessAspect {

        final AtomicReference<String> stored;
        final List<String> writtenFor = new ArrayList<>();

        WholeCache(AtomicReference<String> stored) {
            this.stored = stored;
        }

        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {
            context.tokenCache().deserialize(stored.get());
        }

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {
            if (context.hasCacheChanged()) {
                writtenFor.add(String.valueOf(context.account()));
                stored.set(context.tokenCache().serialize());
            }
        }
    }

    private ConfidentialClientApplication msal(ITokenCacheAccessAspect aspect) {
        return PlainMsal.build(PlainMsal.builder(mailboxes.entra)
                .executorService(new CallerRunsExecutor())
                .setTokenCacheAccessAspect(aspect));
    }

    @Test
    void pitfall8_msalWritesAllAccountsWithoutSayingWhoseChangedAndWeWriteOneRow() {
        WholeCache whole = new WholeCache(new AtomicReference<>(""));
        ConfidentialClientApplication msal = msal(whole);
        signedIn(msal, "ana@contoso.com", SMTP);
        signedIn(msal, "bob@contoso.com", SMTP);
        assertThat(whole.writtenFor).containsExactly("null", "null");
        assertThat(whole.stored.get()).contains("ana@contoso.com", "bob@contoso.com");

        mailboxes.connect("ana@contoso.com", SMTP);
        mailboxes.connect("bob@contoso.com", SMTP);
        mailboxes.clock.advance(Duration.ofMinutes(61));
        Set<String> touched = new CopyOnWriteArraySet<>();
        mailboxes.store.beforeLoad = key -> touched.add(key.mailbox());
        mailboxes.store.beforeWrite = key -> touched.add(key.mailbox());
        mailboxes.provider().getToken(TokenRequest.of("ana@contoso.com"));
        assertThat(touched).containsExactly("ana@contoso.com");
    }

    @Test
    void pitfall9_msalsLastWriterWinsAndRemovedAccountsComeBackAndOursDoNot() {
        AtomicReference<String> stored = new AtomicReference<>("");
        ConfidentialClientApplication one = msal(new WholeCache(stored));
        signedIn(one, "ana@contoso.com", SMTP);
        AtomicReference<String> sameMoment = new AtomicReference<>("");
        signedIn(msal(new WholeCache(sameMoment)), "bob@contoso.com", SMTP);
        stored.set(sameMoment.get()); // both had read the empty store
        assertThat(stored.get()).contains("bob@contoso.com").doesNotContain("ana@contoso.com");

        ConfidentialClientApplication other = msal(new WholeCache(stored));
        other.getAccounts().join();
        other.removeAccount(other.getAccounts().join().iterator().next()).join();
        assertThat(stored.get()).doesNotContain("bob@contoso.com");
        ConfidentialClientApplication stale = msal(new WholeCache(sameMoment));
        stale.getAccounts().join();
        sameMoment.set(stored.get());
        signedIn(stale, "ana@contoso.com", SMTP);
        assertThat(sameMoment.get()).as("the removed one, too").contains("bob@contoso.com");

        mailboxes.connect("ana@contoso.com", SMTP);
        mailboxes.clock.advance(Duration.ofMinutes(61));
        mailboxes.store.beforeWrite = key -> mailboxes.store.rows.delete(mailboxes.key());
        mailboxes.provider().getToken(TokenRequest.of("ana@contoso.com"));
        assertThat(mailboxes.row().connection())
                .as("removed at the same moment")
                .isNull();
        assertThat(mailboxes.connections.mailboxes())
                .extracting(TokenCacheKey::mailbox)
                .containsExactly("ana@contoso.com");
    }

    @Test
    void pitfall12_msalAsksEachTimeOnceFewerScopesWereGrantedAndWeDoNot() {
        mailboxes.entra.grantOnly(SMTP);
        ConfidentialClientApplication msal = msal();
        IAuthenticationResult person = signedIn(msal, "ana@contoso.com", SMTP, IMAP);
        int before = mailboxes.requests();
        for (int i = 0; i < 5; i++) {
            PlainMsal.silent(msal, person.account(), SMTP, IMAP);
        }
        assertThat(mailboxes.requests() - before).isEqualTo(5);

        mailboxes.clock.advance(Duration.ofMinutes(61));
        before = mailboxes.requests();
        for (int i = 0; i < 5; i++) {
            mailboxes.provider().getToken(TokenRequest.of(MAILBOX, SMTP, IMAP));
        }
        assertThat(mailboxes.requests() - before).isOne();
    }

    @Test
    void pitfall15_msalLosesARefreshTokenThatItCannotStoreAndWeStoreItLater() {
        assertThat(Arrays.stream(IAuthenticationResult.class.getMethods()).map(Method::getName))
                .as("the cache is the only way to a refresh token")
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("refresh"));
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        AtomicBoolean down = new AtomicBoolean(true);
        ConfidentialClientApplication msal = msal(new ITokenCacheAccessAspect() {
            @Override
            public void beforeCacheAccess(ITokenCacheAccessContext context) {}

            @Override
            public void afterCacheAccess(ITokenCacheAccessContext context) {
                if (down.getAndSet(false)) {
                    throw new IllegalStateException("the store is down");
                }
            }
        });
        String refreshToken = mailboxes.entra.issueRefreshToken("ana@contoso.com", SMTP);
        assertThatIllegalStateException().isThrownBy(() -> PlainMsal.redeem(msal, refreshToken, SMTP));
        assertThatExceptionOfType(MsalInteractionRequiredException.class)
                .as("once the store is up")
                .isThrownBy(() -> PlainMsal.redeem(msal, refreshToken, SMTP));

        mailboxes.clock.advance(Duration.ofMinutes(61));
        down.set(true);
        mailboxes.store.beforeWrite = key -> {
            if (down.getAndSet(false)) {
                throw new TokenCacheStoreException("The store is down.", null);
            }
        };
        mailboxes.provider().getToken(REQUEST);
        mailboxes.clock.advance(Duration.ofMinutes(61));
        mailboxes.provider().getToken(REQUEST);
    }
}
