package io.github.mailbearer.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies a client assertion (RFC 7523 section 3): who signed it, for whom, and when. */
final class ClientAssertionCheck {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final AppRegistration app;
    private final FederatedAssertionCheck federated;
    private final Set<String> audiences;
    private final InstantSource clock;

    ClientAssertionCheck(AppRegistration app, Set<String> audiences, InstantSource clock) {
        this.app = app;
        this.federated = new FederatedAssertionCheck(app);
        this.audiences = audiences;
        this.clock = clock;
    }

    Optional<EntraReply> refusalOf(String type, String assertion) {
        if (!type.equals(TYPE)) {
            return refused(50012, "The client assertion type is not " + TYPE + ".");
        }
        JWSObject jws;
        try {
            jws = JWSObject.parse(assertion);
        } catch (ParseException e) {
            return refused(50027, "The client assertion is not a signed JWT.");
        }
        Map<String, Object> claims = jws.getPayload().toJSONObject();
        if (claims != null && federated.concerns(claims)) {
            return federated.refusalOf(jws, claims).or(() -> refusalOfTime(claims));
        }
        if (claims == null || !isSignedByRegisteredCertificate(jws)) {
            return refused(700027, "The certificate with which the client assertion is signed is not registered.");
        }
        return refusalOf(claims);
    }

    private Optional<EntraReply> refusalOf(Map<String, Object> claims) {
        if (!app.clientId().equals(claims.get("iss")) || !app.clientId().equals(claims.get("sub"))) {
            return refused(700021, "The client assertion's issuer and subject must be the client_id.");
        }
        if (!audiences.contains(String.valueOf(claims.get("aud")))) {
            return refused(700023, "The client assertion's audience is not the token endpoint.");
        }
        return refusalOfTime(claims);
    }

    private Optional<EntraReply> refusalOfTime(Map<String, Object> claims) {
        return isCurrent(claims)
                ? Optional.empty()
                : refused(700024, "The client assertion is not within its valid time range.");
    }

    private boolean isSignedByRegisteredCertificate(JWSObject jws) {
        return ALGORITHMS.contains(jws.getHeader().getAlgorithm())
                && app.certificates().stream().anyMatch(certificate -> isSignedBy(certificate, jws));
    }

    private static boolean isSignedBy(X509Certificate certificate, JWSObject jws) {
        try {
            return jws.verify(new RSASSAVerifier((RSAPublicKey) certificate.getPublicKey()));
        } catch (JOSEException e) {
            return false; // A signature that cannot even be checked was not made by this certificate's key.
        }
    }

    private boolean isCurrent(Map<String, Object> claims) {
        Instant now = clock.instant();
        boolean begun =
                !(claims.get("nbf") instanceof Number nbf) || !now.isBefore(Instant.ofEpochSecond(nbf.longValue()));
        return begun && claims.get("exp") instanceof Number exp && now.isBefore(Instant.ofEpochSecond(exp.longValue()));
    }

    private static Optional<EntraReply> refused(int aadsts, String description) {
        return Optional.of(EntraReply.error(401, "invalid_client", aadsts, description));
    }
}
