package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** A login ended without a refusal of the token: there is none just now, it was not presented, the connection broke, or the mailbox stays closed. */
final class LoginFailedException extends MessagingException implements Diagnosed {

    private static final long serialVersionUID = 1L;

    /** What went wrong, and what to do. */
    private final Diagnosis diagnosis;

    LoginFailedException(String message, @Nullable Exception cause, Diagnosis diagnosis) {
        super(message, cause);
        this.diagnosis = diagnosis;
    }

    @Override
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
