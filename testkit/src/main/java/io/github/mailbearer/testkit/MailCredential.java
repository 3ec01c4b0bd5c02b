package io.github.mailbearer.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user and a token, as an XOAUTH2 message holds them. */
record MailCredential(String user, String token) {

    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\\x01]+)\\x01auth=Bearer ([\\x21-\\x7E]+)\\x01\\x01");

    /** Reads the one form that servers take: {@code user=…^Aauth=Bearer …^A^A} in base64. */
    static Optional<MailCredential> parseXOAuth2(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            Matcher message =
                    XOAUTH2.matcher(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)));
            return message.matches()
                    ? Optional.of(new MailCredential(message.group(1), message.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty(); // Neither base64 nor UTF-8: as malformed as anything else.
        }
    }

    @Override
    public String toString() {
        return "MailCredential[" + user + "]";
    }
}
