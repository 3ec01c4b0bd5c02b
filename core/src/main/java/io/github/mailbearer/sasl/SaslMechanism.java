package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A SASL mechanism that carries a bearer token, by its name in the protocol.
 *
 * <p>This is the one place that knows the form of each message. The bytes hold the token: encode them as the protocol
 * wants, send them over TLS, and keep them out of logs.
 */
public enum SaslMechanism {

    /**
     * Google's mechanism, which Microsoft 365, Outlook.com, Gmail and Yahoo offer; not in an RFC.
     *
     * @see <a href="https://developers.google.com/gmail/imap/xoauth2-protocol">The XOAUTH2 mechanism</a>
     */
    XOAUTH2 {
        @Override
        byte[] message(String user, String token) {
            return ("user=" + user + SOH + "auth=Bearer " + token + SOH + SOH).getBytes(UTF_8);
        }

        @Override
        public byte[] answerToError() {
            return new byte[0];
        }
    };

    private static final char SOH = '\u0001';

    /**
     * Forms the client's first and only message.
     *
     * @param user the identity to sign in as, usually the mailbox
     * @param token the access token's value
     * @return the message before it is encoded in base64
     * @throws IllegalArgumentException if user or token holds a control character: it would end the field and begin
     *     another one
     */
    public final byte[] initialResponse(String user, String token) {
        refuseControlCharacters("user", user);
        refuseControlCharacters("token", token);
        return message(user, token);
    }

    abstract byte[] message(String user, String token);

    /**
     * Answers the challenge in which a server explains its refusal. The exchange fails either way; the answer only lets
     * the server finish, so it never holds the token.
     *
     * @return the answer before it is encoded in base64
     */
    public abstract byte[] answerToError();

    private static void refuseControlCharacters(String argument, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(String.format(
                        "%s holds the control character U+%04X at index %d, which would change the meaning of the %s",
                        argument, (int) value.charAt(i), i, "authentication message"));
            }
        }
    }
}
