package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.mail.MailLogin.Verdict;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The AUTH exchange of SMTP (RFC 4954) with a token, which may be longer than a command line.
 *
 * <p>A command line has 512 octets. A token that fits goes with the command; a longer one goes in the second step, which
 * most servers allow to be much longer. Some servers know only the first form, at any length: they refuse the bare
 * command, by when nothing secret has been sent, and get the token with the command after all.
 */
final class SmtpAuth {

    /** The connection, as far as the exchange needs it. */
    interface Wire {

        /** Sends a line and answers what the server replied. */
        SmtpReply send(String line) throws MessagingException;

        /** The exception that says that the server left, or replied something that is no SMTP. */
        MessagingException broken(String reply);
    }

    private static final int COMMAND_LINE = 512;
    private static final int CRLF = 2;
    private static final String CANCEL = "*";

    private final Wire wire;
    private final Credential credential;
    private final boolean assumedOneLine;
    private boolean onlyOneLine;
    private boolean presented;

    SmtpAuth(Wire wire, Credential credential, boolean onlyOneLine) {
        this.wire = wire;
        this.credential = credential;
        this.assumedOneLine = onlyOneLine && !fits();
        this.onlyOneLine = onlyOneLine;
    }

    /**
     * Presents the token.
     *
     * @return the refusal, or empty if the server let us in
     * @throws MessagingException if the connection broke
     */
    Optional<Refusal> run() throws MessagingException {
        SmtpReply reply = present();
        @Nullable ServerError error = null;
        boolean refused = reply.code() == SmtpReply.CONTINUE;
        if (refused) {
            error = credential.explanation(challengeOf(reply)).orElse(null);
            reply = wire.send(credential.answerToError());
            if (reply.code() == SmtpReply.CONTINUE) {
                reply = wire.send(CANCEL);
            }
        }
        if (reply.code() == SmtpReply.AUTHENTICATED && presented && !refused) {
            return Optional.empty();
        }
        String words = credential.clean(reply.text());
        if (reply.code() == SmtpReply.NONE || reply.code() == SmtpReply.AUTHENTICATED) {
            throw wire.broken(words); // 235 to whom it did not ask for the token, or refused
        }
        if (assumedOneLine && reply.isAboutTheCommand() && reply.verdict() != Verdict.RENEW) {
            onlyOneLine = false; // another machine behind the same name, perhaps: in two steps next time
            return Optional.of(new Refusal(Verdict.TEMPORARY, words, error));
        }
        return Optional.of(new Refusal(reply.verdict(), words, error));
    }

    /** Whether the server takes a token with the command only, as far as {@link #run} has shown. */
    boolean onlyOneLine() {
        return onlyOneLine;
    }

    private SmtpReply present() throws MessagingException {
        if (onlyOneLine || fits()) {
            return present(oneLine());
        }
        SmtpReply reply = wire.send(verb());
        if (reply.code() == SmtpReply.CONTINUE) {
            return present(credential.response());
        }
        if (reply.isAboutTheCommand()) {
            onlyOneLine = true;
            return present(oneLine());
        }
        return reply;
    }

    private SmtpReply present(String line) throws MessagingException {
        presented = true;
        return wire.send(line);
    }

    private String verb() {
        return "AUTH " + credential.mechanism();
    }

    private String oneLine() {
        return verb() + " " + credential.response();
    }

    private boolean fits() {
        return oneLine().length() + CRLF <= COMMAND_LINE;
    }

    private static String challengeOf(SmtpReply reply) {
        return reply.text().length() > 4 ? reply.text().substring(4) : "";
    }
}
