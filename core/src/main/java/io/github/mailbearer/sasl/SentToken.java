package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.stream.IntStream;

/** A token that was sent, to be kept out of the words that come back: a server may repeat what it did not like. */
final class SentToken {

    /** So much of a token or message in a server's words is not there by chance. */
    private static final int TELLING = 12;

    private final String token;
    private final String encodedMessage;

    SentToken(String token, byte[] message) {
        this.token = token;
        this.encodedMessage = Base64.getEncoder().encodeToString(message);
    }

    /** The server's explanation, or a word about it if it holds a piece of the token. */
    ServerError explanation(byte[] challenge) {
        String text = new String(challenge, 0, Math.min(challenge.length, ServerError.LONGEST), UTF_8);
        return new ServerError(repeatsAPiece(text) ? "[withheld: it repeats the token]" : text);
    }

    private boolean repeatsAPiece(String text) {
        return IntStream.rangeClosed(0, text.length() - TELLING)
                .mapToObj(start -> text.substring(start, start + TELLING))
                .anyMatch(piece -> token.contains(piece) || encodedMessage.contains(piece));
    }
}
