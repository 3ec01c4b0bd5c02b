package io.github.mailbearer.mail.angus;

import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Angus' exception for a message that the server did not take, with what that means. */
final class ExplainedSendException extends SMTPSendFailedException implements Diagnosed {

    private static final long serialVersionUID = 1L;

    /** What went wrong, and what to do. */
    private final Diagnosis diagnosis;

    ExplainedSendException(SMTPSendFailedException e, Diagnosis diagnosis) {
        super(
                e.getCommand(),
                e.getReturnCode(),
                String.valueOf(e.getMessage()).strip() + " " + diagnosis.message(),
                e.getNextException(),
                e.getValidSentAddresses(),
                e.getValidUnsentAddresses(),
                e.getInvalidAddresses());
        this.diagnosis = diagnosis;
        setStackTrace(e.getStackTrace());
    }

    @Override
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
