package io.github.mailbearer.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on the loopback interface that lets users in with XOAUTH2 and misbehaves in every way a test asks for.
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
public final class FakeMailServer implements AutoCloseable {

    private final LoopbackServer server = LoopbackServer.bind("FakeMailServer");
    private final MailSetup setup;
    private final MailScript script;
    private final MailRecord record;

    private FakeMailServer(MailSetup setup) {
        this.setup = setup;
        this.script = setup.script();
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

    /**
     * Sets how a refused token is refused, {@link Refusal#DIRECT} unless set.
     *
     * @param how the way
     * @return this server
     */
    public FakeMailServer refuseBy(Refusal how) {
        script.refusal = Objects.requireNonNull(how, "how");
        return this;
    }

    /**
     * Sets the final reply to a refused token, unless set {@code 535 5.7.3 Authentication unsuccessful [host time id]} as
     * Exchange Online says it.
     *
     * @param line the reply, without a line end
     * @return this server
     */
    public FakeMailServer refusalReply(String line) {
        script.refusalReply(Objects.requireNonNull(line, "line"));
        return this;
    }

    /**
     * Sets the reason that {@link Refusal#CHALLENGE} gives, unless set the one of Gmail.
     *
     * @param json the text, which is sent in base64
     * @return this server
     */
    public FakeMailServer challenge(String json) {
        script.challenge(json);
        return this;
    }

    /**
     * Sets what {@link Refusal#CHALLENGE} sends as it stands, which need not be base64 or JSON.
     *
     * @param text what follows the reply code
     * @return this server
     */
    public FakeMailServer challengeRaw(String text) {
        script.challengeRaw(Objects.requireNonNull(text, "text"));
        return this;
    }

    /**
     * Refuses every token, the good ones too.
     *
     * @param refuse whether to
     * @return this server
     */
    public FakeMailServer refuseEverything(boolean refuse) {
        script.refuseEverything = refuse;
        return this;
    }

    /**
     * Sets the mechanisms on offer, {@code LOGIN} and {@code XOAUTH2} unless set.
     *
     * @param names of {@code XOAUTH2}, {@code LOGIN} and {@code PLAIN}; none for a server that does not know AUTH
     * @return this server
     */
    public FakeMailServer mechanisms(String... names) {
        script.mechanisms(List.of(names));
        return this;
    }

    /**
     * Hides STARTTLS like an attacker between client and server, who then offers AUTH in the clear.
     *
     * @param advertise {@code false} to hide it
     * @return this server
     */
    public FakeMailServer advertiseStartTls(boolean advertise) {
        script.advertiseStartTls = advertise;
        return this;
    }

    /**
     * Sets the longest command, {@code 12288} octets unless set; the response that follows a {@code 334} is no command.
     *
     * @param octets the length with CRLF; RFC 5321 demands 512 of a server
     * @return this server
     */
    public FakeMailServer maximumCommandLine(int octets) {
        script.maximumCommandLine = octets;
        return this;
    }

    /**
     * Answers {@code AUTH XOAUTH2} without a response on the same line with {@code 501}.
     *
     * @param only whether to
     * @return this server
     */
    public FakeMailServer oneLineAuthOnly(boolean only) {
        script.oneLineAuthOnly = only;
        return this;
    }

    /**
     * Says this in place of the normal reply until {@link #clearReplies}. A reply of class 2 or 3 has the effect of the
     * normal one; {@code 421} closes the connection.
     *
     * @param verb a command; {@code CONNECT} for the greeting, {@code .} for the end of the message; {@code AUTH} is
     *     answered once the credential has arrived
     * @param reply one or more lines
     * @return this server
     * @throws IllegalArgumentException for any other verb, naming those there are
     */
    public FakeMailServer replyTo(String verb, String reply) {
        script.on(verb, new Action.Reply(reply));
        return this;
    }

    /**
     * Closes the connection where the reply to a command is due, until {@link #clearReplies}.
     *
     * @param verb as in {@link #replyTo}
     * @return this server
     * @throws IllegalArgumentException as there
     */
    public FakeMailServer dropAt(String verb) {
        script.on(verb, new Action.Drop());
        return this;
    }

    /**
     * Falls silent where the reply to a command is due, until {@link #clearReplies}.
     *
     * @param verb as in {@link #replyTo}
     * @return this server
     * @throws IllegalArgumentException as there
     */
    public FakeMailServer hangAt(String verb) {
        script.on(verb, new Action.Hang());
        return this;
    }

    /**
     * Ends {@link #replyTo}, {@link #dropAt} and {@link #hangAt}.
     *
     * @return this server
     */
    public FakeMailServer clearReplies() {
        script.clearActions();
        return this;
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

    /** {@return the messages taken since the start or {@link #reset}, in order of arrival} */
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

    /** {@return the lines with which clients answered {@link Refusal#CHALLENGE}; the right one is empty} */
    public List<String> challengeAnswers() {
        return record.challengeAnswers();
    }

    /** Forgets counts, messages and transcript, and undoes every change since the start; connections stay open. */
    public void reset() {
        script.reset();
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
                    new MailScript(protocol),
                    new MailRecord()));
        }
    }
}
