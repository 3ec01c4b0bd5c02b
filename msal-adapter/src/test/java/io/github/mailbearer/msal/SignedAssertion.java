package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.mailbearer.testkit.FakeEntra;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A client assertion as somebody other than MSAL signs it (RFC 7523 section 3). */
final class SignedAssertion {

    private SignedAssertion() {}

    static String of(FakeEntra entra, PrivateKey key, Instant expiresAt) {
        String claims = "{\"iss\":\"" + entra.clientId() + "\",\"sub\":\"" + entra.clientId()
                + "\",\"aud\":\"https://login.microsoftonline.com/" + entra.tenantId()
                + "/oauth2/v2.0/token\",\"jti\":\""
                + UUID.randomUUID() + "\",\"exp\":" + expiresAt.getEpochSecond() + "}";
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(US_ASCII)) + "."
                + base64(claims.getBytes(US_ASCII));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
