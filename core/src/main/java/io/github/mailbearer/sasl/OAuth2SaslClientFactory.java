package io.github.mailbearer.sasl;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** Makes a client for the first mechanism asked for that is ours, unless a policy forbids bearer tokens. */
final class OAuth2SaslClientFactory implements SaslClientFactory {

    /** What a mechanism cannot promise that shows its secret to the server: the list of the JDK's PLAIN. */
    private static final List<String> BROKEN_PROMISES = List.of(
            Sasl.POLICY_NOPLAINTEXT,
            Sasl.POLICY_NOACTIVE,
            Sasl.POLICY_NODICTIONARY,
            Sasl.POLICY_FORWARD_SECRECY,
            Sasl.POLICY_PASS_CREDENTIALS);

    private static final int HIGHEST_PORT = 65535;

    @Override
    public @Nullable SaslClient createSaslClient(
            String[] mechanisms,
            @Nullable String authorizationId,
            String protocol,
            @Nullable String serverName,
            @Nullable Map<String, ?> props,
            @Nullable CallbackHandler handler)
            throws SaslException {
        Optional<SaslMechanism> mechanism = Arrays.stream(mechanisms)
                .filter(List.of(getMechanismNames(props))::contains)
                .map(SaslMechanism::valueOf)
                .findFirst();
        if (mechanism.isEmpty()) {
            return null;
        }
        if (handler == null) {
            throw new SaslException(mechanism.get() + " needs a CallbackHandler to ask for the user and the token");
        }
        return new OAuth2SaslClient(
                mechanism.get(),
                serverName == null ? "" : serverName,
                port(props),
                new TokenCallbacks(handler, mechanism.get(), authorizationId));
    }

    @Override
    public String[] getMechanismNames(@Nullable Map<String, ?> props) {
        return forbidden(props)
                ? new String[0]
                : Arrays.stream(SaslMechanism.values()).map(Enum::name).toArray(String[]::new);
    }

    private static boolean forbidden(@Nullable Map<String, ?> props) {
        return props != null
                && BROKEN_PROMISES.stream()
                        .anyMatch(policy -> "true".equalsIgnoreCase(String.valueOf(props.get(policy))));
    }

    /** The port to name, or 0 to name none. */
    private static int port(@Nullable Map<String, ?> props) throws SaslException {
        Object given = props == null ? null : props.get(OAuth2SaslProvider.PORT);
        if (given == null) {
            return 0;
        }
        String text = given.toString().strip();
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new SaslException(
                    OAuth2SaslProvider.PORT + "=" + text + " is no port: give a number from 1 to " + HIGHEST_PORT);
        }
        return port;
    }
}
