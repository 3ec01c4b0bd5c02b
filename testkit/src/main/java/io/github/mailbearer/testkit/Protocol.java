package io.github.mailbearer.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail protocol that a {@link FakeMailServer} speaks.
 *
 * @param id its name as {@link TokenCheck#accepts} has it
 * @param verbs where a test may put an {@link Action}
 * @param mechanisms those on offer unless a test says otherwise
 * @param longestLine the longest line that may carry a credential, its end included
 * @param opening makes the dialog for a connection
 */
record Protocol(String id, List<String> verbs, List<String> mechanisms, int longestLine, Opening opening) {

    /** RFC 4954 section 4 has the length. */
    static final Protocol SMTP =
            new Protocol("smtp", SmtpDialog.VERBS, List.of("LOGIN", "XOAUTH2"), 12_288, SmtpDialog::new);

    /** No RFC limits a response in IMAP; the length is what Dovecot takes. */
    static final Protocol IMAP =
            new Protocol("imap", ImapDialog.VERBS, List.of("LOGIN", "PLAIN", "XOAUTH2"), 65_536, ImapDialog::new);

    /** RFC 5034 section 4 has the length. */
    static final Protocol POP3 =
            new Protocol("pop3", Pop3Dialog.VERBS, List.of("USER", "PLAIN", "XOAUTH2"), 12_288, Pop3Dialog::new);

    /**
     * Demands that this is one of those that know a setting.
     *
     * @throws IllegalStateException if it is not
     */
    void demand(String setting, Protocol... knowing) {
        if (!List.of(knowing).contains(this)) {
            String names = Arrays.stream(knowing).map(Protocol::id).collect(Collectors.joining("() or "));
            throw new IllegalStateException(
                    setting + " has no meaning in " + id + ": use a server made by FakeMailServer." + names + "()");
        }
    }

    /** Begins what a server says on a connection. */
    @FunctionalInterface
    interface Opening {
        Dialog open(MailSetup setup, MailConnection connection);
    }
}
