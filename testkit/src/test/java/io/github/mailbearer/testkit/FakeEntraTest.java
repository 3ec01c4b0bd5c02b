package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FakeEntraTest {

    private final FakeEntra entra = FakeEntra.start();
    private final TokenClient client = new TokenClient(entra);

    @AfterEach
    void close() {
        entra.close();
    }

    @Test
    void issuesATokenThatItsOwnCheckAccepts() throws Exception {
        HttpResponse<String> response = client.post(client.form());

        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> members = JSONObjectUtils.parse(response.body());
        assertThat(members).containsKeys("token_type", "expires_in", "ext_expires_in", "access_token");
        assertThat(entra.tokens().accepts("smtp", "anyone@contoso.com", (String) members.get("access_token")))
                .isTrue();
    }
}
