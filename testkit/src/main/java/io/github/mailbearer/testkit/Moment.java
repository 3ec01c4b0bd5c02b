package io.github.mailbearer.testkit;

/** A moment at which a test may have a mail server say something else, beside the replies to verbs. */
enum Moment {
    /** A token is refused. */
    TOKEN_REFUSED,

    /** A password is refused, as all are. */
    PASSWORD_REFUSED,

    /** Authentication is asked for, and goes no further. */
    AUTHENTICATION_ASKED,

    /** A line is too long. */
    LINE_TOO_LONG,

    /** SMTP is greeted under TLS, and goes no further. */
    GREETED_UNDER_TLS,

    /** In SMTP, {@code MAIL FROM} names somebody else. */
    FOREIGN_ENVELOPE,

    /** In SMTP, a message has come whose envelope or header names somebody else. */
    FOREIGN_MESSAGE
}
