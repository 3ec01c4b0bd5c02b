package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2SaslProviderTest {

    private static final byte[] EMPTY = {};

    @BeforeEach
    void install() {
        OAuth2SaslProvider.install();
    }

    @AfterEach
    void uninstall() {
        OAuth2SaslProvider.uninstall();
    }

    private static @Nullable SaslClient lookUp(@Nullable Map<String, ?> properties, String... mechanisms)
            throws SaslException {
        return Sasl.createSaslClient(
                mechanisms, null, "imap", "server.example.com", properties, Handlers.of("a@y", "t"));
    }

    private static String firstMessage(@Nullable SaslClient client) throws SaslException {
        byte[] message = Objects.requireNonNull(client).evaluateChallenge(EMPTY);
        return new String(Objects.requireNonNull(message), UTF_8).replace('\u0001', '|');
    }

    private static long installed() {
        return Arrays.stream(Security.getProviders())
                .filter(OAuth2SaslProvider.class::isInstance)
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void aMechanismIsFoundByItsName(SaslMechanism mechanism) throws Exception {
        assertThat(lookUp(Map.of(), mechanism.name()))
                .isInstanceOf(OAuth2SaslClient.class)
                .returns(mechanism.name(), SaslClient::getMechanismName);
    }

    @Test
    void theOrderOfTheCallerCounts() throws Exception {
        assertThat(lookUp(null, "OAUTHBEARER", "XOAUTH2"))
                .returns("OAUTHBEARER", client -> Objects.requireNonNull(client).getMechanismName());
        assertThat(lookUp(null, "XOAUTH2", "OAUTHBEARER"))
                .returns("XOAUTH2", client -> Objects.requireNonNull(client).getMechanismName());
    }

    @Test
    void theFactoryGoesByTheOrderOfTheCallerToo() throws Exception {
        String[] mechanisms = {"PLAIN", "OAUTHBEARER", "XOAUTH2"};
        assertThat(new OAuth2SaslClientFactory()
                        .createSaslClient(mechanisms, null, "imap", "h", null, Handlers.of("a@y", "t")))
                .returns("OAUTHBEARER", client -> Objects.requireNonNull(client).getMechanismName());
    }

    @Test
    void otherMechanismsAreNotOurs() throws Exception {
        String[] mechanisms = {"PLAIN", "xoauth2", "OAUTHBEARER-PLUS"};
        assertThat(new OAuth2SaslClientFactory()
                        .createSaslClient(mechanisms, null, "imap", "h", Map.of(), Handlers.of("a@y", "t")))
                .isNull();
    }

    @Test
    void allFactoriesIncludeOurs() {
        assertThat(Collections.list(Sasl.getSaslClientFactories()))
                .filteredOn(OAuth2SaslClientFactory.class::isInstance)
                .isNotEmpty()
                .allSatisfy(factory ->
                        assertThat(factory.getMechanismNames(null)).containsExactly("XOAUTH2", "OAUTHBEARER"));
    }

    @Test
    void itComesBeforeAllOtherProvidersAndOnlyOnce() {
        OAuth2SaslProvider.install();
        assertThat(Security.getProviders()[0]).isInstanceOf(OAuth2SaslProvider.class);
        assertThat(installed()).isOne();
    }

    @Test
    void itCanBeTakenBackMoreThanOnce() throws Exception {
        OAuth2SaslProvider.uninstall();
        OAuth2SaslProvider.uninstall();
        assertThat(installed()).isZero();
        assertThat(lookUp(null, "OAUTHBEARER")).isNull();
    }

    @Test
    void theCopyOfAnotherApplicationIsLeftAlone() {
        OAuth2SaslProvider.uninstall();
        Provider other = new Provider(new OAuth2SaslProvider().getName(), "1.0", "of another class loader") {
            private static final long serialVersionUID = 1L;
        };
        Security.addProvider(other);
        try {
            OAuth2SaslProvider.install();
            OAuth2SaslProvider.uninstall();
            assertThat(Security.getProvider(other.getName())).isSameAs(other);
        } finally {
            Security.removeProvider(other.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Sasl.POLICY_NOPLAINTEXT,
                Sasl.POLICY_NOACTIVE,
                Sasl.POLICY_NODICTIONARY,
                Sasl.POLICY_FORWARD_SECRECY,
                Sasl.POLICY_PASS_CREDENTIALS
            })
    void aPolicyThatForbidsPlainForbidsBearerTokens(String policy) throws Exception {
        assertThat(lookUp(Map.of(policy, "TRUE"), "PLAIN", "XOAUTH2", "OAUTHBEARER"))
                .isNull();
        assertThat(new OAuth2SaslClientFactory().getMechanismNames(Map.of(policy, "true")))
                .isEmpty();
        assertThat(lookUp(Map.of(policy, "false"), "OAUTHBEARER")).isNotNull();
    }

    @Test
    void aPolicyAgainstAnonymousLoginsIsMet() throws Exception {
        assertThat(lookUp(Map.of(Sasl.POLICY_NOANONYMOUS, "true"), "XOAUTH2")).isNotNull();
    }

    @Test
    void thePortMayBeTextOrNumberOrMissing() throws Exception {
        String portless = "n,a=a@y,|host=server.example.com|auth=Bearer t||";
        String withPort = "n,a=a@y,|host=server.example.com|port=993|auth=Bearer t||";
        assertThat(firstMessage(lookUp(null, "OAUTHBEARER"))).isEqualTo(portless);
        assertThat(firstMessage(lookUp(Map.of(), "OAUTHBEARER"))).isEqualTo(portless);
        assertThat(firstMessage(lookUp(Map.of(OAuth2SaslProvider.PORT, 993), "OAUTHBEARER")))
                .isEqualTo(withPort);
        assertThat(firstMessage(lookUp(Map.of(OAuth2SaslProvider.PORT, "993"), "OAUTHBEARER")))
                .isEqualTo(withPort);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "65536", "99999999999", "imaps"})
    void whatIsNoPortIsRefusedByName(String port) {
        assertThatThrownBy(() -> lookUp(Map.of(OAuth2SaslProvider.PORT, port), "OAUTHBEARER"))
                .isInstanceOf(SaslException.class)
                .hasMessage("mailbearer.sasl.port=" + port + " is no port: give a number from 1 to 65535");
    }

    @Test
    void aCallbackHandlerIsNeeded() {
        assertThatThrownBy(() -> Sasl.createSaslClient(new String[] {"XOAUTH2"}, null, "imap", "h", null, null))
                .isInstanceOf(SaslException.class)
                .hasMessageStartingWith("XOAUTH2 needs a CallbackHandler");
    }

    @Test
    void aServerWithoutANameIsNotNamed() throws Exception {
        SaslClient client = new OAuth2SaslClientFactory()
                .createSaslClient(new String[] {"OAUTHBEARER"}, null, "imap", null, null, Handlers.of("a@y", "t"));
        assertThat(firstMessage(client)).isEqualTo("n,a=a@y,|auth=Bearer t||");
    }
}
