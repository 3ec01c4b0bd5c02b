package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OAuth2SaslClientTest {

    private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJ1cG4iOiJhQHkifQ.c2lnbmF0dXJl";
    private static final byte[] EMPTY = {};
    private static final byte[] RFC_ERROR = Base64.getDecoder()
            .decode("eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJleGFtcGxlX3Njb3BlIiwib3BlbmlkLWNvbmZpZ3VyYXRpb24i"
                    + "OiJodHRwczovL2V4YW1wbGUuY29tLy53ZWxsLWtub3duL29wZW5pZC1jb25maWd1cmF0aW9uIn0=");

    private static SaslClient client(SaslMechanism mechanism, CallbackHandler handler) {
        try {
            SaslClient client = new OAuth2SaslClientFactory()
                    .createSaslClient(
                            new String[] {mechanism.name()},
                            null,
                            "imap",
                            "server.example.com",
                            Map.of(OAuth2SaslProvider.PORT, 143),
                            handler);
            return Objects.requireNonNull(client);
        } catch (SaslException e) {
            throw new AssertionError(e);
        }
    }

    private static SaslClient client(SaslMechanism mechanism) {
        return client(mechanism, Handlers.of("a@y", TOKEN));
    }

    @Test
    void theFirstMessageHasTheBytesOfTheRfc() throws Exception {
        SaslClient client = client(
                SaslMechanism.OAUTHBEARER,
                Handlers.of("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));
        assertThat(client.hasInitialResponse()).isTrue();
        assertThat(Base64.getEncoder().encodeToString(client.evaluateChallenge(EMPTY)))
                .isEqualTo("bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVy"
                        + "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
    }

    @ParameterizedTest
    @EnumSource
    void theNameIsTheMechanisms(SaslMechanism mechanism) {
        assertThat(client(mechanism).getMechanismName()).isEqualTo(mechanism.name());
    }

    @Test
    void aRefusalIsAnsweredAsEachMechanismWantsIt() throws Exception {
        SaslClient xoauth2 = client(SaslMechanism.XOAUTH2);
        xoauth2.evaluateChallenge(EMPTY);
        assertThat(xoauth2.evaluateChallenge(RFC_ERROR)).isEmpty();
        SaslClient oauthbearer = client(SaslMechanism.OAUTHBEARER);
        oauthbearer.evaluateChallenge(EMPTY);
        assertThat(oauthbearer.evaluateChallenge(RFC_ERROR)).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void itWaitsForARefusalOnceTheTokenIsSent(SaslMechanism mechanism) throws Exception {
        SaslClient client = client(mechanism);
        assertThat(client.isComplete()).isFalse();
        client.evaluateChallenge(EMPTY);
        assertThat(client.isComplete())
                .as("or Angus would answer the refusal itself")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyChallengeAfterTheTokenTellsOfSuccess(SaslMechanism mechanism) throws Exception {
        SaslClient client = client(mechanism);
        client.evaluateChallenge(EMPTY);
        assertThat(client.evaluateChallenge(EMPTY)).isNull();
        assertThat(client.isComplete()).isTrue();
        assertThat(client.getNegotiatedProperty(Sasl.QOP)).isEqualTo("auth");
        assertThat(client.getNegotiatedProperty(Sasl.STRENGTH)).isNull();
        assertThatThrownBy(() -> client.evaluateChallenge(EMPTY)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatFollowsARefusalIsSuccess(SaslMechanism mechanism) throws Exception {
        SaslClient client = client(mechanism);
        client.evaluateChallenge(EMPTY);
        client.evaluateChallenge(RFC_ERROR);
        assertThat(client.isComplete()).isFalse();
        for (byte[] more : List.of(EMPTY, RFC_ERROR)) {
            assertThatThrownBy(() -> client.evaluateChallenge(more))
                    .isInstanceOf(SaslException.class)
                    .hasMessageStartingWith("The token of a@y was refused by server.example.com: {\"status\":")
                    .hasMessageContaining("\"status\":\"invalid_token\"");
        }
        assertThat(client.isComplete()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalThatRepeatsTheTokenIsWithheld(SaslMechanism mechanism) throws Exception {
        SaslClient probe = client(mechanism);
        byte[] message = Objects.requireNonNull(probe.evaluateChallenge(EMPTY));
        String encoded = Base64.getEncoder().encodeToString(message);
        for (String words : List.of(
                new String(message, UTF_8),
                encoded,
                "{\"status\":\"bad " + TOKEN.substring(20, 40) + "\"}",
                "line " + encoded.substring(encoded.length() - 20))) {
            SaslClient client = client(mechanism);
            client.evaluateChallenge(EMPTY);
            client.evaluateChallenge(words.getBytes(UTF_8));
            assertThatThrownBy(() -> client.evaluateChallenge(EMPTY))
                    .isInstanceOf(SaslException.class)
                    .hasMessageEndingWith("[withheld: it repeats the token]");
        }
    }

    @Test
    void aHugeRefusalIsBounded() throws Exception {
        SaslClient client = client(SaslMechanism.XOAUTH2);
        client.evaluateChallenge(EMPTY);
        client.evaluateChallenge(" x".repeat(1_000_000).getBytes(UTF_8));
        assertThatThrownBy(() -> client.evaluateChallenge(EMPTY)).message().hasSizeLessThan(5000);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSpeaksFirstGetsNoToken(SaslMechanism mechanism) {
        List<Callback> asked = new ArrayList<>();
        SaslClient client = client(mechanism, Handlers.keeping(asked, "a@y", TOKEN));
        assertThatThrownBy(() -> client.evaluateChallenge("Username:".getBytes(UTF_8)))
                .isInstanceOf(SaslException.class)
                .hasMessageStartingWith("No token was sent to server.example.com: it began with a challenge");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theHandlerIsAskedWhenTheTokenIsSentAndNotBefore(SaslMechanism mechanism) throws Exception {
        List<Callback> asked = new ArrayList<>();
        SaslClient client = client(mechanism, Handlers.keeping(asked, "a@y", TOKEN));
        assertThat(asked).isEmpty();
        client.evaluateChallenge(EMPTY);
        assertThat(asked).hasSize(2);
        client.evaluateChallenge(RFC_ERROR);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatCannotBeFormedEndsTheExchangeWithoutShowingTheToken(SaslMechanism mechanism) {
        SaslClient client = client(mechanism, Handlers.of("a@y", TOKEN + "\r\n"));
        assertThatThrownBy(() -> client.evaluateChallenge(EMPTY))
                .isInstanceOf(SaslException.class)
                .hasMessageStartingWith("No token was sent to server.example.com: token holds the control character")
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain(TOKEN);
        assertThatThrownBy(() -> client.evaluateChallenge(EMPTY)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNoSecurityLayer(SaslMechanism mechanism) throws Exception {
        SaslClient client = client(mechanism);
        client.evaluateChallenge(EMPTY);
        assertThatThrownBy(() -> client.wrap(EMPTY, 0, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.getNegotiatedProperty(Sasl.QOP)).isInstanceOf(IllegalStateException.class);
        client.evaluateChallenge(EMPTY);
        assertThatThrownBy(() -> client.wrap(EMPTY, 0, 0)).isInstanceOf(SaslException.class);
        assertThatThrownBy(() -> client.unwrap(EMPTY, 0, 0)).isInstanceOf(SaslException.class);
    }

    @ParameterizedTest
    @EnumSource
    void disposingEndsAnExchangeAndLeavesACompleteOneSo(SaslMechanism mechanism) throws Exception {
        SaslClient unused = client(mechanism);
        unused.dispose();
        assertThatThrownBy(() -> unused.evaluateChallenge(EMPTY)).isInstanceOf(IllegalStateException.class);
        SaslClient used = client(mechanism);
        used.evaluateChallenge(EMPTY);
        used.evaluateChallenge(EMPTY);
        used.dispose();
        assertThat(used.isComplete()).isTrue();
    }
}
