package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.ReplyAdvice;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for a login that did not succeed: which mailbox, which server, what it said, what to do. */
final class LoginFailures {

    private final String mailbox;
    private final String server;
    private final String account;

    LoginFailures(LoginTarget target, String account) {
        this.mailbox = target.mailbox();
        this.server = target.server();
        this.account = account;
    }

    TokenRejectedException rejected(Refusal refusal, String circumstance) {
        return new TokenRejectedException(
                describe(refusal, "refused its token", circumstance),
                refusal.reply(),
                refusal.error(),
                server,
                mailbox);
    }

    MessagingException temporary(Refusal refusal) {
        return new TemporaryRefusalException(
                describe(refusal, "does not let it in for now", ""), refusal.reply(), refusal.error(), server, mailbox);
    }

    String noToken(String what, RuntimeException cause) {
        String owner = account.equals(mailbox) ? "" : " (account " + account + ")";
        return what + " for " + mailbox + owner + " to sign in to " + server + ": " + cause.getMessage();
    }

    String noOtherToken(Refusal refusal, RuntimeException cause) {
        return noToken(describe(refusal, "refused its token", "") + " And no other token", cause);
    }

    MessagingException notOffered(List<SaslMechanism> wanted, @Nullable String offered) {
        return new MessagingException(server + " does not offer "
                + wanted.stream().map(SaslMechanism::name).collect(Collectors.joining(" or "))
                + ", so no token was sent for "
                + mailbox
                + ". It offers " + (offered == null || offered.isBlank() ? "no authentication" : offered.strip())
                + ". Check host, port and TLS, and that nothing in between changes the connection");
    }

    MessagingException unprotected() {
        return new MessagingException("The connection to " + server + " is in clear text, so the token of " + mailbox
                + " was not sent. Use STARTTLS or implicit TLS");
    }

    MessagingException broken(Exception cause) {
        return new MessagingException(
                "The connection to " + server + " broke while " + mailbox + " was signing in: " + inWords(cause),
                cause);
    }

    MessagingException notOpened(String reply, @Nullable Exception cause) {
        return new MessagingException(
                server + " took the token of " + mailbox + " but does not open the mailbox: " + sentence(reply)
                        + advice(reply),
                cause);
    }

    private String describe(Refusal refusal, String what, String circumstance) {
        String error = refusal.error() == null ? "" : " (" + refusal.error() + ")";
        return mailbox + " cannot sign in: " + server + " " + what + ": " + sentence(refusal.reply() + error)
                + circumstance + advice(refusal.reply());
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private String advice(String reply) {
        return ReplyAdvice.forReply(reply, mailbox).map(remedy -> " " + remedy).orElse("");
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
