package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Objects;

/** What a test may tell a {@link FakeMailServer} while it runs. */
abstract sealed class ScriptableServer permits FakeMailServer {

    private final MailScript script;

    ScriptableServer(MailScript script) {
        this.script = script;
    }

    abstract FakeMailServer self();

    /**
     * Sets how a refused token is refused, {@link Refusal#DIRECT} unless set.
     *
     * @param how the way
     * @return this server
     */
    public FakeMailServer refuseBy(Refusal how) {
        script.refusal = Objects.requireNonNull(how, "how");
        return self();
    }

    /**
     * Sets the final reply to a refused token, unless set as Exchange Online says it: {@code 535 5.7.3 Authentication
     * unsuccessful [host time id]}, {@code NO AUTHENTICATE failed.}, or {@code -ERR Authentication failure: unknown user
     * name or bad password.}
     *
     * @param line the reply, without a line end; that of IMAP without the tag
     * @return this server
     */
    public FakeMailServer refusalReply(String line) {
        script.line(Moment.TOKEN_REFUSED, Objects.requireNonNull(line, "line"));
        return self();
    }

    /**
     * Sets the reason that {@link Refusal#CHALLENGE} gives, unless set the one of Gmail or, for
     * {@code OAUTHBEARER}, of RFC 7628.
     *
     * @param json the text, which is sent in base64
     * @return this server
     */
    public FakeMailServer challenge(String json) {
        script.challengeJson(json);
        return self();
    }

    /**
     * Sets what {@link Refusal#CHALLENGE} sends as it stands, which need not be base64 or JSON.
     *
     * @param text what follows {@code 334} or {@code +}
     * @return this server
     */
    public FakeMailServer challengeRaw(String text) {
        script.challengeRaw(Objects.requireNonNull(text, "text"));
        return self();
    }

    /**
     * Refuses every token, the good ones too.
     *
     * @param refuse whether to
     * @return this server
     */
    public FakeMailServer refuseEverything(boolean refuse) {
        script.refuseEverything = refuse;
        return self();
    }

    /**
     * Sets the mechanisms on offer, unless set those of Exchange Online. Those with passwords let nobody in: a password
     * that arrives counts as a failure.
     *
     * @param names of {@code XOAUTH2}, {@code OAUTHBEARER}, {@code PLAIN}, {@code LOGIN} (with IMAP the command of this
     *     name too) and, with POP3, {@code USER}; none for a server that does not know AUTH
     * @return this server
     */
    public FakeMailServer mechanisms(String... names) {
        script.mechanisms(List.of(names));
        return self();
    }

    /**
     * Hides STARTTLS or STLS like an attacker between client and server, who then offers AUTH in the clear.
     *
     * @param advertise {@code false} to hide it
     * @return this server
     */
    public FakeMailServer advertiseStartTls(boolean advertise) {
        script.advertiseStartTls = advertise;
        return self();
    }

    /**
     * Sets the longest command, {@code 12288} octets unless set, {@code 65536} with IMAP; the response that follows a
     * challenge is no command.
     *
     * @param octets the length with CRLF; for SMTP, RFC 5321 demands 512 of a server
     * @return this server
     */
    public FakeMailServer maximumCommandLine(int octets) {
        script.maximumCommandLine = octets;
        return self();
    }

    /**
     * Answers {@code AUTH XOAUTH2} without a response on the same line with an error.
     *
     * @param only whether to
     * @return this server
     */
    public FakeMailServer oneLineAuthOnly(boolean only) {
        script.oneLineAuthOnly = only;
        return self();
    }

    /**
     * Answers {@code AUTH XOAUTH2} with a response on the same line with an error: in POP3 with that of Exchange Online,
     * {@code -ERR Protocol error. Connection is closed. 10}, and it is.
     *
     * @param only whether to
     * @return this server
     * @throws IllegalStateException if this is an IMAP server, which has {@link #saslIr} for it
     */
    public FakeMailServer twoLineAuthOnly(boolean only) {
        script.protocol().demand("twoLineAuthOnly", Protocol.SMTP, Protocol.POP3);
        script.twoLineAuthOnly = only;
        return self();
    }

    /**
     * Advertises {@code SASL-IR} (RFC 4959) in IMAP and takes a response on the line of {@code AUTHENTICATE}, as it does
     * unless told otherwise.
     *
     * @param offered {@code false} to answer such a line with {@code BAD}
     * @return this server
     * @throws IllegalStateException if this is not an IMAP server
     */
    public FakeMailServer saslIr(boolean offered) {
        script.protocol().demand("saslIr", Protocol.IMAP);
        script.twoLineAuthOnly = !offered;
        return self();
    }

    /**
     * Names the capabilities of IMAP in the {@code OK} to {@code AUTHENTICATE}, as it does unless told otherwise.
     *
     * @param named {@code false} to have the client ask
     * @return this server
     * @throws IllegalStateException if this is not an IMAP server
     */
    public FakeMailServer capabilitiesInOk(boolean named) {
        script.protocol().demand("capabilitiesInOk", Protocol.IMAP);
        script.capabilitiesInOk = named;
        return self();
    }

    /**
     * Has IMAP accept tokens and answer every command after that but {@code LOGOUT} with {@code BAD User is authenticated
     * but not connected.}, as Exchange Online does where the user has no right to the mailbox.
     *
     * @param disconnected whether to
     * @return this server
     * @throws IllegalStateException if this is not an IMAP server
     */
    public FakeMailServer authenticatedButNotConnected(boolean disconnected) {
        script.protocol().demand("authenticatedButNotConnected", Protocol.IMAP);
        script.authenticatedButNotConnected = disconnected;
        return self();
    }

    /**
     * Greets IMAP clients with {@code PREAUTH}: they are in already, as a user without a name.
     *
     * @param greet whether to
     * @return this server
     * @throws IllegalStateException if this is not an IMAP server
     */
    public FakeMailServer preauth(boolean greet) {
        script.protocol().demand("preauth", Protocol.IMAP);
        script.preauth = greet;
        return self();
    }

    /**
     * Says this in place of the normal reply until {@link #clearReplies}. A reply that says yes (class 2 or 3, {@code OK}
     * or {@code +OK}) has the effect of the normal one; {@code 421} and {@code BYE} close the connection.
     *
     * @param verb a command, in IMAP without {@code UID}; {@code CONNECT} for the greeting, {@code .} for the end of a
     *     message in SMTP; {@code AUTH} and {@code AUTHENTICATE} are answered once a token has arrived
     * @param reply one or more lines; in IMAP without the tag, lines that begin with {@code *} or {@code +} as they are
     * @return this server
     * @throws IllegalArgumentException for any other verb, naming those there are
     */
    public FakeMailServer replyTo(String verb, String reply) {
        script.on(verb, new Action.Reply(reply));
        return self();
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
        return self();
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
        return self();
    }

    /**
     * Ends {@link #replyTo}, {@link #dropAt} and {@link #hangAt}.
     *
     * @return this server
     */
    public FakeMailServer clearReplies() {
        script.clearActions();
        return self();
    }
}
