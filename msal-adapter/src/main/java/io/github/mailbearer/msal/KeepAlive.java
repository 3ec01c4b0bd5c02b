package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.List;

/** Uses the refresh tokens of silent mailboxes. */
@SuppressWarnings("DoNotCallSuggester")
final class KeepAlive {

    KeepAlive(ConnectSettings settings) {}

    List<KeepAliveResult> run(Duration silence) {
        if (silence.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "silence is " + silence + ": give a day or more, such as Duration.ofDays(7)");
        }
        throw new UnsupportedOperationException("not yet");
    }
}
