package io.github.mailbearer.mail.angus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is presented to a server, and what is taken out of the server's words again: a server may repeat the line it did
 * not like, whole or in part.
 */
final class Credential {

    private static final int LONGEST_REPLY = 1024;
    private static final int LONGEST_LOOKED_AT = 4096;

    /** So much of a token or message in a server's words is not there by chance. */
    private static final int TELLING = 12;

    private final SaslMechanism mechanism;
    private final String token;
    private final String response;

    private Credential(SaslMechanism mechanism, String token, String response) {
        this.mechanism = mechanism;
        this.token = token;
        this.response = response;
    }

    /** Takes the present token of a login. */
    static Credential of(MailLogin login, SaslMechanism mechanism, String user) throws MessagingException {
        return new Credential(mechanism, login.token().value(), encode(login.message(mechanism, user)));
    }

    SaslMechanism mechanism() {
        return mechanism;
    }

    /** The message that carries the token, in base64. */
    String response() {
        return response;
    }

    /** The answer to a challenge that explains a refusal, in base64. */
    String answerToError() {
        return encode(mechanism.answerToError());
    }

    /**
     * The explanation in a challenge. JSON is looked through once it is decoded: in base64 it may well share a piece with a
     * token, which names the same identity provider in base64 as well.
     */
    Optional<ServerError> explanation(String challenge) {
        String bounded = bounded(challenge);
        return ServerError.decode(bounded)
                .filter(error -> error.text().startsWith("{"))
                .or(() -> ServerError.decode(withoutToken(bounded)))
                .map(error -> new ServerError(withoutToken(error.text())));
    }

    /** A reply on one line, bounded and without the token. */
    String clean(String reply) {
        String line = bounded(reply)
                .lines()
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" / "))
                .replaceAll("\\p{Cntrl}", " ");
        return withoutToken(line.length() <= LONGEST_REPLY ? line : line.substring(0, LONGEST_REPLY) + "…");
    }

    /** What follows of an endless reply is not worth the time to look at it. */
    private static String bounded(String words) {
        return words.substring(0, Math.min(words.length(), LONGEST_LOOKED_AT));
    }

    /** What happened, without the token that its message may hold. */
    Exception clean(Exception e) {
        String words = String.valueOf(e.getMessage());
        return withoutToken(bounded(words)).equals(words) ? e : new IOException(clean(words));
    }

    private static String encode(byte[] message) {
        return new String(Base64.getEncoder().encode(message), US_ASCII);
    }

    /** A text in which whatever is of the token is replaced. */
    String withoutToken(String text) {
        StringBuilder clean = new StringBuilder();
        int hiddenUntil = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i + TELLING <= text.length() && isOurs(text.substring(i, i + TELLING))) {
                if (i > hiddenUntil || clean.isEmpty()) {
                    clean.append("[token]");
                }
                hiddenUntil = i + TELLING;
            }
            if (i >= hiddenUntil) {
                clean.append(text.charAt(i));
            }
        }
        return clean.toString();
    }

    private boolean isOurs(String piece) {
        return token.contains(piece) || response.contains(piece);
    }

    @Override
    public String toString() {
        return "Credential[" + mechanism + "]";
    }
}
