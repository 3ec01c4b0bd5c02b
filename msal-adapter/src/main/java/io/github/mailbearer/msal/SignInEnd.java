package io.github.mailbearer.msal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

@SuppressWarnings("DoNotCallSuggester")
final class SignInEnd {
    SignInEnd(ConnectSettings s) {}

    ConnectedMailbox complete(Map<String, String> p, @Nullable String b) {
        throw new UnsupportedOperationException("not yet");
    }
}
