package io.github.mailbearer.mail;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for a login that did not succeed: which mailbox, which server, what it said, what to do. */
final class LoginFailures {

    private final LoginTarget target;
    private final String mailbox;
    private final String server;
    private final String account;
    private final Explainer explainer;

    LoginFailures(LoginTarget target, String account, Explainer explainer) {
        this.target = target;
        this.mailbox = target.mailbox();
        this.server = target.server();
        this.account = account;
        this.explainer = explainer;
    }

    TokenRejectedException rejected(Refusal refusal, String circumstance) {
        Diagnosis diagnosis = explainer.ofReply(refusal.reply(), refusal.error());
        String message = describe(refusal, "refused its token") + circumstance + advice(diagnosis);
        return new TokenRejectedException(message, refusal, target, diagnosis);
    }

    MessagingException temporary(Refusal refusal) {
        Diagnosis diagnosis = explainer.ofReply(refusal.reply(), refusal.error());
        String message = describe(refusal, "does not let it in for now") + advice(diagnosis);
        return new TemporaryRefusalException(message, refusal, target, diagnosis);
    }

    MessagingException noToken(RuntimeException cause) {
        return noToken("No token", cause);
    }

    MessagingException noOtherToken(Refusal refusal, RuntimeException cause) {
        return noToken(describe(refusal, "refused its token") + " And no other token", cause);
    }

    /** Only what somebody must act on is an authentication failure: applications disable accounts on those. */
    private MessagingException noToken(String what, RuntimeException cause) {
        String owner = account.equals(mailbox) ? "" : " (account " + account + ")";
        String message = what + " for " + mailbox + owner + " to sign in to " + server + ": " + cause.getMessage();
        Diagnosis diagnosis = explainer.ofNoToken(cause);
        return cause instanceof TokenException && !(cause instanceof TokenUnavailableException)
                ? new NoTokenException(message, cause, diagnosis)
                : new LoginFailedException(message, cause, diagnosis);
    }

    MessagingException notOffered(List<SaslMechanism> wanted, @Nullable String offered, @Nullable String refusal) {
        return notPresented(server + " does not offer "
                + wanted.stream().map(SaslMechanism::name).collect(Collectors.joining(" or "))
                + ", so no token was sent for "
                + mailbox
                + ". It offers " + (offered == null || offered.isBlank() ? "no authentication" : offered.strip())
                + "." + (refusal == null ? "" : " It said: " + sentence(refusal.strip())));
    }

    MessagingException unprotected() {
        return notPresented(
                "The connection to " + server + " is in clear text, so the token of " + mailbox + " was not sent.");
    }

    private MessagingException notPresented(String why) {
        Diagnosis diagnosis = explainer.ofReply(why, null);
        return new LoginFailedException(why + firstRemedy(diagnosis), null, diagnosis);
    }

    MessagingException broken(Exception cause) {
        Diagnosis diagnosis = explainer.ofFailure(cause);
        String what = "The connection to " + server + " broke while " + mailbox + " was signing in: " + inWords(cause);
        return new LoginFailedException(
                diagnosis.isRecognised() ? sentence(what) + firstRemedy(diagnosis) : what, cause, diagnosis);
    }

    MessagingException notOpened(String reply, @Nullable Exception cause) {
        Diagnosis diagnosis = explainer.ofReply(reply, null);
        return new LoginFailedException(
                server + " took the token of " + mailbox + " but does not open the mailbox: " + sentence(reply)
                        + advice(diagnosis),
                cause,
                diagnosis);
    }

    private String describe(Refusal refusal, String what) {
        String error = refusal.error() == null ? "" : " (" + refusal.error() + ")";
        return mailbox + " cannot sign in: " + server + " " + what + ": " + sentence(refusal.reply() + error);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private static String advice(Diagnosis diagnosis) {
        return diagnosis.isRecognised() ? " " + diagnosis.message() : "";
    }

    private static String firstRemedy(Diagnosis diagnosis) {
        return diagnosis.isRecognised() ? " " + diagnosis.remedies().get(0) : "";
    }

    /** The message of a failure and of what it follows from: that of a failed handshake is in its cause. */
    private static String inWords(Throwable failure) {
        StringBuilder words = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 3; depth++, cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (words.indexOf(message) < 0) {
                words.append(": ").append(message);
            }
        }
        return words.toString();
    }
}
