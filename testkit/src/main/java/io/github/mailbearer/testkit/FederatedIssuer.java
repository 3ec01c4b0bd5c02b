package io.github.mailbearer.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another issuer of tokens that a {@link FakeEntra} trusts, such as a Kubernetes cluster: what it issues is the
 * application's credential (workload identity federation).
 *
 * <pre>{@code
 * FederatedIssuer cluster = entra.registerFederatedIssuer("https://cluster.invalid/", "system:serviceaccount:shop:mail");
 * Files.writeString(tokenFile, cluster.issue());
 * }</pre>
 */
public final class FederatedIssuer {

    /** The only audience that Entra takes in these assertions, unless configured otherwise. */
    static final String AUDIENCE = "api://AzureADTokenExchange";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final String issuer;
    private final String subject;
    private final InstantSource clock;
    private final TokenSigner signer = new TokenSigner();

    FederatedIssuer(String issuer, String subject, InstantSource clock) {
        this.issuer = issuer;
        this.subject = subject;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    String subject() {
        return subject;
    }

    TokenSigner signer() {
        return signer;
    }

    /** {@return an assertion that the fake Entra takes for an hour} */
    public String issue() {
        return issue(Map.of());
    }

    /**
     * Issues an assertion with other claims than it would have.
     *
     * @param claimOverrides claims to set or, with {@code null}, to leave out; times as {@code Instant}, {@code Date} or
     *     seconds
     * @return the assertion
     */
    public String issue(Map<String, ? extends @Nullable Object> claimOverrides) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        Claims.override(claims, claimOverrides);
        return signer.sign(claims, 0);
    }

    @Override
    public String toString() {
        return "FederatedIssuer[" + issuer + ", " + subject + "]";
    }
}
