package io.github.mailbearer.mail.angus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.MessagingException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int LONGEST_REPLY = 1024;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]{12,}");

    private final Wire wire;
    private final SaslMechanism mechanism;
    private final String token;
    private final String response;
    private boolean onlyOneLine;

    SmtpAuth(Wire wire, SaslMechanism mechanism, String user, String token, boolean onlyOneLine) {
        this.wire = wire;
        this.mechanism = mechanism;
        this.token = token;
        this.response = encode(mechanism.initialResponse(user, token));
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
        if (reply.code() == SmtpReply.CONTINUE) {
            error = ServerError.decode(withoutToken(challengeOf(reply)))
                    .map(this::withoutToken)
                    .orElse(null);
            reply = wire.send(encode(mechanism.answerToError()));
            if (reply.code() == SmtpReply.CONTINUE) {
                reply = wire.send(CANCEL);
            }
        }
        if (reply.code() == SmtpReply.AUTHENTICATED) {
            return Optional.empty();
        }
        String words = withoutToken(tidy(reply.text()));
        if (reply.code() == SmtpReply.NONE) {
            throw wire.broken(words);
        }
        return Optional.of(new Refusal(reply.verdict(), words, error));
    }

    /** Whether the server took the token with the command only; known after a successful {@link #run}. */
    boolean onlyOneLine() {
        return onlyOneLine;
    }

    private SmtpReply present() throws MessagingException {
        String verb = "AUTH " + mechanism;
        String oneLine = verb + " " + response;
        if (onlyOneLine || oneLine.length() + CRLF <= COMMAND_LINE) {
            return wire.send(oneLine);
        }
        SmtpReply reply = wire.send(verb);
        if (reply.code() == SmtpReply.CONTINUE) {
            return wire.send(response);
        }
        if (reply.isAboutTheCommand()) {
            onlyOneLine = true;
            return wire.send(oneLine);
        }
        return reply;
    }

    private static String challengeOf(SmtpReply reply) {
        return reply.text().length() > 4 ? reply.text().substring(4) : "";
    }

    private static String encode(byte[] message) {
        return new String(Base64.getEncoder().encode(message), US_ASCII);
    }

    private static String tidy(String reply) {
        String line = reply.strip().replaceAll("\\s*\\R\\s*", " / ").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_REPLY ? line : line.substring(0, LONGEST_REPLY) + "…";
    }

    private ServerError withoutToken(ServerError error) {
        return new ServerError(withoutToken(error.text()));
    }

    /** Servers have been seen to repeat the line they did not like. */
    private String withoutToken(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> token.contains(word.group()) || response.contains(word.group())
                        ? "[token]"
                        : Matcher.quoteReplacement(word.group()));
    }
}
