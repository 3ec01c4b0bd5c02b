package io.github.mailbearer.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The key with which the fake Entra signs, made when it starts and named so that nobody takes it for a real one. */
final class TokenSigner {

    private static final int KEY_SIZE = 2048;
    private static final int SIGNATURE_LENGTH = 1 + (KEY_SIZE / 8 * 4 + 2) / 3;
    private static final int PADDING_CLAIM = ",\"padding\":\"\"".length();

    private final RSAKey key;
    private final RSASSASigner signer;
    private final RSASSAVerifier verifier;
    private final JWSHeader header;

    TokenSigner() {
        try {
            key = new RSAKeyGenerator(KEY_SIZE)
                    .keyID("testkit-" + UUID.randomUUID())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            signer = new RSASSASigner(key);
            verifier = new RSASSAVerifier(key.toRSAPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no RSA keys of " + KEY_SIZE + " bits", e);
        }
        header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
    }

    /** The public key as a JWK set. */
    Map<String, Object> jwks() {
        return new JWKSet(key).toJSONObject(true);
    }

    /** Signs the claims, with padding among them if the token would be shorter than asked for. */
    String sign(Map<String, Object> claims, int length) {
        JWSObject token = new JWSObject(header, new Payload(claims));
        int missing = length - token.getSigningInput().length - SIGNATURE_LENGTH;
        if (missing > 0) {
            Map<String, Object> padded = new HashMap<>(claims);
            padded.put("padding", "x".repeat(Math.max(0, (missing * 3 + 3) / 4 - PADDING_CLAIM)));
            token = new JWSObject(header, new Payload(padded));
        }
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK does not sign with RS256", e);
        }
        return token.serialize();
    }

    boolean signed(JWSObject token) {
        try {
            return JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()) && token.verify(verifier);
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK does not verify RS256", e);
        }
    }
}
