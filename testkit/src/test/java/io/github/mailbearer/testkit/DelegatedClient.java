package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application that acts for people: what it sends to a fake Entra, to be changed at will. */
final class DelegatedClient {

    static final String ANA = "ana@contoso.com";
    static final String SMTP = "https://outlook.office.com/SMTP.Send";
    static final String IMAP = "https://outlook.office.com/IMAP.AccessAsUser.All";
    static final String OPENID_CONNECT = " openid profile offline_access";
    static final String CALLBACK = "https://mail.contoso.com/callback?from=entra";
    static final String VERIFIER = "a".repeat(40) + "-._~";

    private final FakeEntra entra;
    private final TokenClient client;

    DelegatedClient(FakeEntra entra) {
        this.entra = entra;
        this.client = new TokenClient(entra);
    }

    Map<String, String> authorization() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", entra.clientId());
        parameters.put("response_type", "code");
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", SMTP + " " + IMAP + OPENID_CONNECT);
        parameters.put("state", "state of the browser & co");
        parameters.put("nonce", "nonce-1");
        parameters.put(
                "code_challenge",
                Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII)))
                        .toString());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** The URL on Microsoft's own host, as MSAL makes it. */
    URI url(Map<String, String> parameters) {
        return URI.create("https://login.microsoftonline.com/" + entra.tenantId() + "/oauth2/v2.0/authorize?"
                + FormParameters.write(parameters));
    }

    static Map<String, String> parameters(URI callback) {
        return FormParameters.parse(callback.getRawQuery());
    }

    /** The code that Ana's sign-in brings. */
    String code() throws Exception {
        return parameters(entra.signIn(url(authorization()), ANA)).getOrDefault("code", "");
    }

    Map<String, String> redemption(String code) {
        Map<String, String> form = form("authorization_code", SMTP + " " + IMAP + OPENID_CONNECT);
        form.put("code", code);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    Map<String, String> refresh(String refreshToken) {
        Map<String, String> form = form("refresh_token", SMTP + OPENID_CONNECT);
        form.put("refresh_token", refreshToken);
        return form;
    }

    private Map<String, String> form(String grantType, String scope) {
        Map<String, String> form = client.form();
        form.put("grant_type", grantType);
        form.put("scope", scope);
        form.put("client_info", "1");
        return form;
    }

    HttpResponse<String> post(Map<String, String> form) throws Exception {
        return client.post(form);
    }

    Map<String, Object> tokens(Map<String, String> form) throws Exception {
        HttpResponse<String> response = post(form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSONObjectUtils.parse(response.body());
    }

    void assertRefused(Map<String, String> form, String error, long aadsts) throws Exception {
        assertThat(JSONObjectUtils.parse(post(form).body()))
                .containsEntry("error", error)
                .containsEntry("error_codes", List.of(aadsts));
    }
}
