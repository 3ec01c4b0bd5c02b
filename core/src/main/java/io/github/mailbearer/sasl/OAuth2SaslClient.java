package io.github.mailbearer.sasl;

import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * One exchange of a mechanism: the message with the token, and if the server explains a refusal, the answer that lets it
 * finish.
 *
 * <p>When it has sent the token it still waits for a refusal, so it is not complete then, unlike the JDK's PLAIN: a caller
 * such as Angus Mail answers in place of a complete client, and for OAUTHBEARER wrongly. An empty challenge tells of
 * success. After a refusal there is none, and the next challenge ends it; Angus would answer a complete client's
 * challenges for as long as they come.
 */
final class OAuth2SaslClient implements SaslClient {

    /** What to do with the next challenge. */
    private interface Step {
        byte @Nullable [] answer(byte[] challenge) throws SaslException;
    }

    private final SaslMechanism mechanism;
    private final String host;
    private final int port;
    private final TokenCallbacks callbacks;

    private Step next = this::present;
    private boolean complete;

    OAuth2SaslClient(SaslMechanism mechanism, String host, int port, TokenCallbacks callbacks) {
        this.mechanism = mechanism;
        this.host = host;
        this.port = port;
        this.callbacks = callbacks;
    }

    @Override
    public String getMechanismName() {
        return mechanism.name();
    }

    @Override
    public boolean hasInitialResponse() {
        return true;
    }

    @Override
    public byte @Nullable [] evaluateChallenge(byte[] challenge) throws SaslException {
        return next.answer(challenge);
    }

    private byte[] present(byte[] challenge) throws SaslException {
        next = this::over;
        if (challenge.length > 0) {
            throw new SaslException(
                    "No token was sent to " + server() + ": it began with a challenge of its own, which is"
                            + " not how " + mechanism + " goes. Check that host, port and protocol belong together");
        }
        TokenCallbacks.Answer answer = callbacks.ask();
        byte[] message = message(answer);
        SentToken sent = new SentToken(answer.token, message);
        next = reply -> reply.length == 0 ? succeed() : answerTo(sent.explanation(reply), answer.user);
        return message;
    }

    private byte[] message(TokenCallbacks.Answer answer) throws SaslException {
        try {
            return mechanism.initialResponse(answer.user, host, port, answer.token);
        } catch (IllegalArgumentException e) {
            throw new SaslException("No token was sent to " + server() + ": " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] succeed() {
        complete = true;
        next = this::over;
        return null;
    }

    private byte[] answerTo(ServerError error, String user) {
        next = more -> {
            throw new SaslException("The token of " + user + " was refused by " + server() + ": " + error);
        };
        return mechanism.answerToError();
    }

    private byte[] over(byte[] challenge) {
        throw new IllegalStateException("This " + mechanism + " exchange is over: make another client");
    }

    private String server() {
        return host.isEmpty() ? "the server" : host;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) throws SaslException {
        throw noSecurityLayer();
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) throws SaslException {
        throw noSecurityLayer();
    }

    private SaslException noSecurityLayer() {
        requireComplete();
        return new SaslException(mechanism + " has no security layer: TLS protects the connection");
    }

    @Override
    public @Nullable Object getNegotiatedProperty(String name) {
        requireComplete();
        return name.equals(Sasl.QOP) ? "auth" : null;
    }

    private void requireComplete() {
        if (!complete) {
            throw new IllegalStateException("This " + mechanism + " exchange has not completed");
        }
    }

    /** Forgets the token; a complete client remains so. */
    @Override
    public void dispose() {
        next = this::over;
    }
}
