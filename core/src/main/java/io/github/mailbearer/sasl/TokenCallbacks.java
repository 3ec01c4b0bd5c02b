package io.github.mailbearer.sasl;

import java.io.IOException;
import java.util.Arrays;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** Asks an application's handler who signs in with which token. */
final class TokenCallbacks {

    /** A user and the token to present. Not a record: those show what they hold. */
    static final class Answer {
        final String user;
        final String token;

        private Answer(String user, String token) {
            this.user = user;
            this.token = token;
        }
    }

    private final CallbackHandler handler;
    private final SaslMechanism mechanism;
    private final @Nullable String authorizationId;

    TokenCallbacks(CallbackHandler handler, SaslMechanism mechanism, @Nullable String authorizationId) {
        this.handler = handler;
        this.mechanism = mechanism;
        this.authorizationId = authorizationId == null || authorizationId.isEmpty() ? null : authorizationId;
    }

    Answer ask() throws SaslException {
        String question = mechanism + " user: ";
        NameCallback name =
                authorizationId == null ? new NameCallback(question) : new NameCallback(question, authorizationId);
        PasswordCallback token = new PasswordCallback(mechanism + " access token: ", false);
        try {
            handler.handle(new Callback[] {name, token});
            return new Answer(user(name), token(token));
        } catch (IOException | UnsupportedCallbackException | RuntimeException e) {
            throw e instanceof SaslException known
                    ? known
                    : new SaslException(
                            "The CallbackHandler gave no token for " + mechanism + ": " + e.getMessage(), e);
        } finally {
            token.clearPassword();
        }
    }

    private String user(NameCallback name) throws SaslException {
        String user = authorizationId == null ? name.getName() : authorizationId;
        if (user == null) {
            throw missing("user", "setName of the NameCallback");
        }
        return user;
    }

    private String token(PasswordCallback callback) throws SaslException {
        char[] copy = callback.getPassword();
        if (copy == null) {
            throw missing("token", "setPassword of the PasswordCallback");
        }
        try {
            return new String(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    private SaslException missing(String what, String remedy) {
        return new SaslException(
                "The CallbackHandler gave no " + what + " for " + mechanism + ": it has to call " + remedy);
    }
}
