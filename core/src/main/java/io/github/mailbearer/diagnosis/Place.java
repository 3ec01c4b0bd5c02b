package io.github.mailbearer.diagnosis;

import java.util.Locale;

/** Where something failed: with whom the application was talking. */
public enum Place {
    /** The identity provider: its token endpoint or its sign-in pages. */
    TOKEN,
    /** A submission server. */
    SMTP,
    /** An IMAP server. */
    IMAP,
    /** A POP3 server. */
    POP3;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
