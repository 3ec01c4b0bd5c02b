package io.github.mailbearer.msal;

@SuppressWarnings("DoNotCallSuggester")
final class MailboxImport {
    MailboxImport(ConnectSettings s) {}

    ConnectedMailbox refreshToken(String m, String t) {
        throw new UnsupportedOperationException("not yet");
    }

    ConnectedMailbox msalCache(String m, String t) {
        throw new UnsupportedOperationException("not yet");
    }
}
