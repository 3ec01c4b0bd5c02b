package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import jakarta.mail.AuthenticationFailedException;

/** There is no token to sign in with until a person or an administrator acts. */
final class NoTokenException extends AuthenticationFailedException implements Diagnosed {

    private static final long serialVersionUID = 1L;

    /** What went wrong, and what to do. */
    private final Diagnosis diagnosis;

    NoTokenException(String message, RuntimeException cause, Diagnosis diagnosis) {
        super(message, cause);
        this.diagnosis = diagnosis;
    }

    @Override
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
