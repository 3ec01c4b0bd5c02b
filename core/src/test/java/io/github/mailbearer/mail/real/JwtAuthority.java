package io.github.mailbearer.mail.real;

import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fake Entra whose JWTs Dovecot verifies by itself, with the public key that Entra publishes. */
final class JwtAuthority implements TokenAuthority {

    private final FakeEntra entra = FakeEntra.start();

    @Override
    public void configure(ServerDirectory dovecot) throws IOException, InterruptedException {
        String keys = get("/discovery/v2.0/keys");
        // Dovecot looks for <azp>/<alg>/<kid>, and for "default" where a token names no authorised party.
        dovecot.write("keys/default/RS256/" + member(keys, "kid"), pem(keys));
        dovecot.write(
                "oauth2.conf",
                "oauth2-local.conf",
                Map.of(
                        "dir", dovecot.path(),
                        "issuer", member(get("/v2.0/.well-known/openid-configuration"), "issuer")));
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create(entra.uri() + "/" + entra.tenantId() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static String member(String json, String name) {
        Matcher member =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!member.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return member.group(1).replace("\\/", "/");
    }

    private static String pem(String jwks) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwks, "n"), number(jwks, "e")));
            return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not know this RSA key", e);
        }
    }

    private static BigInteger number(String jwks, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(member(jwks, name)));
    }

    @Override
    public String issue(String mailbox) {
        return issue(mailbox, Map.of());
    }

    /** Issues a token with other claims than a good one has. */
    String issue(String mailbox, Map<String, ?> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("upn", mailbox));
        all.putAll(claims);
        return entra.issueToken(all);
    }

    @Override
    public void close() {
        entra.close();
    }
}
