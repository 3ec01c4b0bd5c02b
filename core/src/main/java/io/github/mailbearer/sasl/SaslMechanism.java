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
     * Google's mechanism, which Microsoft 365, Outlook.com, Gmail and Yahoo offer; not in an RFC. It does not name the
     * server.
     *
     * @see <a href="https://developers.google.com/gmail/imap/xoauth2-protocol">The XOAUTH2 mechanism</a>
     */
    XOAUTH2 {
        @Override
        String message(String user, String host, int port, String token) {
            return "user=" + user + SOH + bearer(token);
        }

        @Override
        public byte[] answerToError() {
            return new byte[0];
        }
    },

    /**
     * The standard's mechanism, which Gmail, Dovecot and others offer.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7628#section-3.1">RFC 7628 section 3.1</a>
     */
    OAUTHBEARER {
        @Override
        String message(String user, String host, int port, String token) {
            return "n,a=" + saslName(user) + "," + SOH
                    + (host.isEmpty() ? "" : "host=" + host + SOH)
                    + (port <= 0 ? "" : "port=" + port + SOH)
                    + bearer(token);
        }

        @Override
        public byte[] answerToError() {
            return new byte[] {SOH};
        }
    };

    private static final char SOH = '\u0001';

    /**
     * Forms the client's first and only message.
     *
     * @param user the identity to sign in as, usually the mailbox
     * @param host the server's name as the client knows it; left out of the message if empty
     * @param port the server's port; left out of the message unless positive
     * @param token the access token's value
     * @return the message before it is encoded in base64
     * @throws IllegalArgumentException if user or token is empty, or if user, host or token holds a control character:
     *     it would end the field and begin another one
     */
    public final byte[] initialResponse(String user, String host, int port, String token) {
        refuseEmpty("user", user);
        refuseEmpty("token", token);
        refuseControlCharacters("user", user);
        refuseControlCharacters("host", host);
        refuseControlCharacters("token", token);
        return message(user, host, port, token).getBytes(UTF_8);
    }

    abstract String message(String user, String host, int port, String token);

    /**
     * Answers the challenge in which a server explains its refusal. The exchange fails either way; the answer only lets
     * the server finish, so it never holds the token.
     *
     * @return the answer before it is encoded in base64
     */
    public abstract byte[] answerToError();

    private static String bearer(String token) {
        return "auth=Bearer " + token + SOH + SOH;
    }

    /** RFC 5801 section 4: a comma would end the name. */
    private static String saslName(String user) {
        return user.replace("=", "=3D").replace(",", "=2C");
    }

    private static void refuseEmpty(String argument, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(argument + " is empty: the authentication message cannot do without it");
        }
    }

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
