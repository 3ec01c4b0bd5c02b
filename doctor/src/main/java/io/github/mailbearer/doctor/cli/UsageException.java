package io.github.mailbearer.doctor.cli;

import org.jspecify.annotations.Nullable;

/** Something that was given is missing or wrong; the message names it and the right form, and no secret. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        this(message, null);
    }

    UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
