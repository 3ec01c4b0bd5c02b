package io.github.mailbearer.sasl;

import java.util.ArrayList;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.jspecify.annotations.Nullable;

/** Callback handlers as applications write them. */
final class Handlers {

    private Handlers() {}

    /** Answers with a user and a token; null is not answered. */
    static CallbackHandler of(@Nullable String user, @Nullable String token) {
        return keeping(new ArrayList<>(), user, token);
    }

    /** The same, and keeps what it was asked. */
    static CallbackHandler keeping(List<Callback> asked, @Nullable String user, @Nullable String token) {
        return callbacks -> {
            asked.addAll(List.of(callbacks));
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name && user != null) {
                    name.setName(user);
                } else if (callback instanceof PasswordCallback password && token != null) {
                    password.setPassword(token.toCharArray());
                }
            }
        };
    }
}
