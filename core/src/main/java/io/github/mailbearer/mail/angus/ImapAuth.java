package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.ServerError;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/**
 * The AUTHENTICATE exchange of IMAP (RFC 3501, with the initial response of RFC 4959) with a token.
 *
 * <p>The token goes once: in the command if the server takes it there and the line is not too long for it, else when the
 * server asks for it. What the server asks for after that is an answer to its explanation of a refusal.
 */
final class ImapAuth {

    /** The connection, as far as the exchange needs it. */
    interface Wire {

        /** Sends the command and answers its tag. */
        String begin(String mechanism, @Nullable String initialResponse) throws IOException, ProtocolException;

        /** Sends a line that is no command. */
        void answer(String line) throws IOException;

        /** The next response, whatever it is. */
        Response next() throws IOException, ProtocolException;
    }

    /** What RFC 7162 section 4 asks servers to take as a command line. */
    private static final int COMMAND_LINE = 8192;

    private static final int TAG_AND_LINE_END = 12;
    private static final String CANCEL = "*";
    private static final int MOST_CHALLENGES = 3;

    /** A hostile server could say {@code * OK} for ever, each time just before the read would time out. */
    private static final int MOST_RESPONSES = 100;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Wire wire;
    private final Credential credential;
    private final boolean initialResponse;

    ImapAuth(Wire wire, Credential credential, boolean offersInitialResponse) {
        this.wire = wire;
        this.credential = credential;
        this.initialResponse = offersInitialResponse
                && credential.mechanism().name().length()
                                + credential.response().length()
                                + "AUTHENTICATE ".length()
                                + TAG_AND_LINE_END
                        <= COMMAND_LINE;
    }

    /**
     * Presents the token.
     *
     * @return the refusal, or empty if the server let us in
     * @throws IOException if the connection broke
     * @throws ProtocolException if what came is no IMAP
     */
    Optional<Refusal> run() throws IOException, ProtocolException {
        String tag = wire.begin(credential.mechanism().name(), initialResponse ? credential.response() : null);
        boolean presented = initialResponse;
        @Nullable ServerError error = null;
        int challenges = 0;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (int responses = 0; responses < MOST_RESPONSES && System.nanoTime() < deadline; responses++) {
            Response response = wire.next();
            if (response.isContinuation()) {
                if (!presented) {
                    wire.answer(credential.response());
                    presented = true;
                } else if (++challenges == 1) {
                    error = credential.explanation(response.getRest()).orElse(null);
                    wire.answer(credential.answerToError());
                } else if (challenges <= MOST_CHALLENGES) {
                    wire.answer(CANCEL);
                } else {
                    throw new ProtocolException("the server goes on asking for more");
                }
            } else if (response.isTagged() && tag.equals(response.getTag())) {
                if (response.isOK() && (!presented || challenges > 0)) {
                    throw new ProtocolException("the server lets in whom it did not ask for the token, or refused");
                }
                return outcome(response, error);
            } else if (response.isBYE()) {
                throw new EOFException("the server said " + credential.clean(response.toString()));
            }
        }
        throw new ProtocolException("the server talks on without an answer");
    }

    private Optional<Refusal> outcome(Response response, @Nullable ServerError error) {
        if (response.isOK()) {
            return Optional.empty();
        }
        String status = response.isNO() ? "NO " : "BAD ";
        ImapReply reply = new ImapReply(credential.clean(status + response.getRest()));
        return Optional.of(new Refusal(reply.verdict(), reply.text(), error));
    }
}
