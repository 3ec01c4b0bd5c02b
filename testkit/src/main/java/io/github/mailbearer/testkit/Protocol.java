package io.github.mailbearer.testkit;

import java.util.List;

/**
 * A mail protocol that a {@link FakeMailServer} speaks.
 *
 * @param id its name as {@link TokenCheck#accepts} has it
 * @param verbs where a test may put an {@link Action}
 * @param mechanisms those on offer unless a test says otherwise
 * @param opening makes the dialog for a connection
 */
record Protocol(String id, List<String> verbs, List<String> mechanisms, Opening opening) {

    static final Protocol SMTP = new Protocol("smtp", SmtpDialog.VERBS, List.of("LOGIN", "XOAUTH2"), SmtpDialog::new);

    /** Begins what a server says on a connection. */
    @FunctionalInterface
    interface Opening {
        Dialog open(MailSetup setup, MailConnection connection);
    }
}
