package io.github.mailbearer.testkit;

import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on the loopback interface that lets users in with OAuth tokens and misbehaves in every way a test asks for.
 *
 * <pre>{@code
 * try (FakeMailServer smtp = FakeMailServer.smtp().tokens(entra.tokens()).start()) {
 *     // … the application under test sends through smtp.host(), smtp.port(), trusting smtp.clientContext() …
 *     assertThat(smtp.counts()).hasToString("1/1/0");
 *     assertThat(smtp.messages()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Everything may be changed while it runs, from any thread; a change holds for what the server says next.
 */
public final class FakeMailServer extends ScriptableServer implements AutoCloseable {

    private final LoopbackServer server = LoopbackServer.bind("FakeMailServer");
    private final MailSetup setup;
    private final MailRecord record;

    private FakeMailServer(MailSetup setup) {
        super(setup.script());
        this.setup = setup;
        this.record = setup.record();
        server.start(this::serve);
    }

    private void serve(Socket socket) throws IOException {
        record.connection();
        try {
            setup.protocol()
                    .opening()
                    .open(setup, new MailConnection(socket, record))
                    .run();
        } catch (IOException e) {
            record.line("-- " + e);
            throw e;
        }
    }

    /** {@return a builder of an SMTP server} */
    public static Builder smtp() {
        return new Builder(Protocol.SMTP);
    }

    /** {@return a builder of an IMAP server} */
    public static Builder imap() {
        return new Builder(Protocol.IMAP);
    }

    /** {@return a builder of a POP3 server} */
    public static Builder pop3() {
        return new Builder(Protocol.POP3);
    }

    @Override
    FakeMailServer self() {
        return this;
    }

    /**
     * Rehearses a failure from now on, in place of everything that was set since the start; messages, mailboxes and counts
     * stay as they are. {@link MailScenario#healthy} ends it, and {@link #reset}.
     *
     * @param scenario the failure
     * @return this server
     * @throws IllegalArgumentException if it is one of other protocols
     */
    public FakeMailServer play(MailScenario scenario) {
        Objects.requireNonNull(scenario, "scenario");
        setup.script().reset();
        scenario.stage(setup.script());
        return this;
    }

    /** {@return {@code localhost}, where it listens} */
    public String host() {
        return "localhost";
    }

    /** {@return the port, a free one chosen at the start} */
    public int port() {
        return server.port();
    }

    /** {@return what a client needs: a context that trusts this server's authority and nobody else} */
    public SSLContext clientContext() {
        return setup.certificates().clientContext();
    }

    /** {@return what clients have cost since the start or {@link #resetCounts}} */
    public Counts counts() {
        return record.counts();
    }

    /** Counts from zero again. */
    public void resetCounts() {
        record.resetCounts();
    }

    /** {@return how many connections are open; the server learns a moment late that a client has left} */
    public int openConnections() {
        return server.openConnections();
    }

    /**
     * Waits until so many connections are open, ten seconds at most.
     *
     * @param count how many
     * @throws AssertionError if that does not come about in time, or the thread is interrupted
     */
    public void awaitOpenConnections(int count) {
        server.awaitOpenConnections(count);
    }

    /**
     * Puts a message into the inbox of a user of an IMAP or POP3 server; an IMAP client in IDLE is told at once.
     *
     * @param mailbox the user, who need not have signed in
     * @param rfc822 header, blank line and body, with line ends of any kind; IMAP describes it as one part of text
     * @throws IllegalStateException if this is an SMTP server
     */
    public void deliver(String mailbox, String rfc822) {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(rfc822, "rfc822");
        setup.protocol().demand("deliver", Protocol.IMAP, Protocol.POP3);
        setup.mailboxes().deliver(mailbox, rfc822);
    }

    /**
     * Says {@code * BYE} on all connections of an IMAP server that are signed in, in the midst of IDLE too, and closes
     * them.
     *
     * @param text the reason, such as {@code Session invalidated - AccessTokenExpired}
     * @throws IllegalStateException if this is not an IMAP server
     */
    public void bye(String text) {
        Objects.requireNonNull(text, "text");
        setup.protocol().demand("bye", Protocol.IMAP);
        setup.mailboxes().dismiss(text);
    }

    /** {@return the messages that SMTP took since the start or {@link #reset}, in order of arrival} */
    public List<ReceivedMessage> messages() {
        return record.messages();
    }

    /**
     * Shows what was said on all connections, decrypted and whole: <b>tokens and messages are in it</b>.
     *
     * @return lines that begin with {@code C:} for the client, {@code S:} for the server, or {@code --} for a failure
     */
    public List<String> transcript() {
        return record.transcript();
    }

    /** {@return the lines with which clients answered {@link Refusal#CHALLENGE}; the right one is empty after
     * {@code XOAUTH2}, and {@code AQ==} after {@code OAUTHBEARER}} */
    public List<String> challengeAnswers() {
        return record.challengeAnswers();
    }

    /** {@return who brought a token since the start or {@link #reset}, in order; a malformed response names nobody} */
    public List<SignIn> signIns() {
        return record.signIns();
    }

    /** Forgets counts, messages and transcript, empties mailboxes, and undoes every change since the start; connections stay open. */
    public void reset() {
        setup.script().reset();
        setup.mailboxes().clear();
        record.reset();
    }

    /** Ends every connection and stops listening; calling it again does nothing. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "FakeMailServer[" + setup.protocol().id() + " " + setup.security() + " " + host() + ":" + port() + "]";
    }

    /** Settings that must be known at the start. */
    public static final class Builder {

        private final Protocol protocol;
        private Security security = Security.STARTTLS;
        private @Nullable TokenCheck tokens;
        private @Nullable TestCertificates certificates;
        private InstantSource clock = InstantSource.system();

        private Builder(Protocol protocol) {
            this.protocol = protocol;
        }

        /**
         * Sets how connections are protected, {@link Security#STARTTLS} unless set.
         *
         * @param how the way
         * @return this builder
         */
        public Builder security(Security how) {
            security = Objects.requireNonNull(how, "how");
            return this;
        }

        /**
         * Sets which tokens let a user in. This must be set.
         *
         * @param check the check
         * @return this builder
         */
        public Builder tokens(TokenCheck check) {
            tokens = Objects.requireNonNull(check, "check");
            return this;
        }

        /**
         * Sets the certificate, a new one unless set.
         *
         * @param own certificates that several servers may share
         * @return this builder
         */
        public Builder certificates(TestCertificates own) {
            certificates = Objects.requireNonNull(own, "own");
            return this;
        }

        /**
         * Sets the time by which scenarios judge how long a token still lives, the system's unless set.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Starts the server.
         *
         * @return a running server
         * @throws IllegalStateException if no token check was set
         */
        public FakeMailServer start() {
            if (tokens == null) {
                throw new IllegalStateException("tokens is missing: give a TokenCheck, such as entra.tokens()");
            }
            return new FakeMailServer(new MailSetup(
                    protocol,
                    security,
                    tokens,
                    certificates == null ? TestCertificates.create() : certificates,
                    clock,
                    new MailScript(protocol),
                    new MailRecord(),
                    new Mailboxes()));
        }
    }
}
