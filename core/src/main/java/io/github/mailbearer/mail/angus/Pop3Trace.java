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
    private static final Pattern REPLY = Pattern.compile("(-ERR.*)");

    private final @Nullable PrintStream debugOut;
    private boolean listening;
    private boolean begun;
    private boolean broken;
    private boolean refused;
    private @Nullable String explanation;
    private @Nullable String reply;

    /**
     * Makes a listener.
     *
     * @param debugOut the Session's own debug output, or {@code null} if it is off
     */
    Pop3Trace(@Nullable PrintStream debugOut) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.debugOut = debugOut;
    }

    /** Begins to listen to a new attempt. */
    synchronized void begin() {
        listening = true;
        begun = false;
        broken = false;
        refused = false;
        explanation = null;
        reply = null;
    }

    /** Stops listening: what follows is mail. */
    synchronized void end() {
        listening = false;
    }

    /** Whether the server answered the token with {@code -ERR}. */
    synchronized boolean refused() {
        return begun && refused && !broken;
    }

    /** The server's explanation, if it gave one in place of an answer. */
    synchronized Optional<String> explanation() {
        return Optional.ofNullable(explanation);
    }

    /** The last {@code -ERR} that came outside of the AUTH command. */
    synchronized Optional<String> reply() {
        return Optional.ofNullable(reply);
    }

    @Override
    public void println(@Nullable String line) {
        if (debugOut != null) {
            debugOut.println(line);
        }
        hear(String.valueOf(line));
    }

    /** Throwables are printed as objects. */
    @Override
    public void println(@Nullable Object line) {
        println(String.valueOf(line));
    }

    private synchronized void hear(String line) {
        if (!listening) {
            return;
        }
        begun |= line.endsWith(BEGUN);
        broken |= line.endsWith(BROKEN);
        refused |= line.endsWith(REFUSED);
        Matcher explained = EXPLANATION.matcher(line);
        if (broken && explanation == null && explained.find()) {
            explanation = explained.group(1);
        }
        Matcher replied = REPLY.matcher(line);
        if (replied.find()) {
            reply = replied.group(1);
        }
    }
}
