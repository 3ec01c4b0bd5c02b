package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Refusal;
import jakarta.mail.MessagingException;

/** Carries a refusal through Jakarta Mail, which would ask its own Authenticator about any other kind. */
final class Refused extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.reply());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
