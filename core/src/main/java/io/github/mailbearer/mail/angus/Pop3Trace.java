package io.github.mailbearer.mail.angus;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what Angus' POP3 client says about its own signing in.
 *
 * <p>Its protocol class is closed: it takes a challenge for success, calls every failure an authentication failure, and
 * tells the truth only to its debug output. So that output goes here, and on to the Session's own if that is switched on.
 * Angus suspends it while the token is on the way ({@code Pop3ContractTest}).
 */
final class Pop3Trace extends PrintStream {

    private static final String BEGUN = "AUTH XOAUTH2 command trace suppressed";
    private static final String BROKEN = "AUTH XOAUTH2 failed, THROW: ";
    private static final String REFUSED = "AUTH XOAUTH2 failed";
    private static final Pattern EXPLANATION = Pattern.compile("OAUTH2 authentication failed: (.+)");

    /** For all stores of Sessions whose own debug output is off. */
    static final Pop3Trace SILENT = new Pop3Trace(null);

    private final @Nullable PrintStream debugOut;

    /** What the thread that signs in hears. Others hear nothing: what they read is mail. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Heard> listening = new ThreadLocal<>();

    /**
     * Makes a listener.
     *
     * @param debugOut the Session's own debug output, or {@code null} if it is off
     */
    Pop3Trace(@Nullable PrintStream debugOut) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.debugOut = debugOut;
    }

    /** Begins to listen to an attempt on this thread to present this. */
    Heard begin(Credential credential) {
        Heard heard = new Heard(credential);
        listening.set(heard);
        return heard;
    }

    /** Stops listening on this thread. */
    void end() {
        listening.remove();
    }

    @Override
    public void println(@Nullable String line) {
        Heard heard = listening.get();
        if (debugOut != null) {
            debugOut.println(heard == null || line == null ? line : heard.credential.withoutToken(line));
        }
        if (heard != null) {
            heard.hear(String.valueOf(line));
        }
    }

    /** Throwables are printed as objects. */
    @Override
    public void println(@Nullable Object line) {
        Heard heard = listening.get();
        if (heard != null && line instanceof Exception thrown) {
            heard.note(thrown);
        }
        println(String.valueOf(line));
    }

    /** What was heard of one attempt. */
    static final class Heard {

        private final Credential credential;
        private boolean begun;
        private boolean broken;
        private boolean refused;
        private @Nullable Exception fault;
        private @Nullable String explanation;
        private @Nullable String reply;

        private Heard(Credential credential) {
            this.credential = credential;
        }

        /** Whether the server answered the token with {@code -ERR}. */
        boolean refused() {
            return begun && refused && !broken;
        }

        /** What broke the AUTH command; Angus fails over it again and throws that. */
        Optional<Exception> fault() {
            return Optional.ofNullable(fault);
        }

        /** The server's explanation, if it gave one in place of an answer. */
        Optional<String> explanation() {
            return Optional.ofNullable(explanation);
        }

        /** The last {@code -ERR} that came outside of the AUTH command. */
        Optional<String> reply() {
            return Optional.ofNullable(reply);
        }

        private void note(Exception thrown) {
            if (broken && fault == null) {
                fault = thrown;
            }
        }

        private void hear(String line) {
            begun |= line.endsWith(BEGUN);
            broken |= line.endsWith(BROKEN);
            refused |= line.endsWith(REFUSED);
            if (broken && explanation == null) {
                Matcher explained = EXPLANATION.matcher(line);
                explanation = explained.find() ? explained.group(1) : null;
            }
            int error = line.indexOf("-ERR");
            if (error >= 0) {
                reply = line.substring(error);
            }
        }
    }
}
