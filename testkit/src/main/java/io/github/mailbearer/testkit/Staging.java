package io.github.mailbearer.testkit;

import java.util.List;

/** How a scenario is set up: where in the dialog its reply is said. */
@FunctionalInterface
interface Staging {

    /** The longest command line that RFC 5321 section 4.5.3.1.4 demands of a server. */
    int SHORTEST_COMMAND_LINE = 512;

    /** Credentials of every kind are refused so. */
    Staging AT_AUTH = (script, reply) -> {
        script.refuseEverything = true;
        script.line(Moment.TOKEN_REFUSED, reply);
        script.line(Moment.PASSWORD_REFUSED, reply);
    };

    /** Only mechanisms are on offer that take no tokens. */
    Staging PASSWORDS_ONLY = (script, reply) -> script.mechanisms(script.mechanisms().stream()
            .filter(mechanism -> !mechanism.equals("XOAUTH2"))
            .toList());

    /** Only passwords are on offer, and refused so. */
    Staging AT_PASSWORD = (script, reply) -> {
        PASSWORDS_ONLY.set(script, reply);
        script.line(Moment.PASSWORD_REFUSED, reply);
    };

    /** The command that begins authentication is answered so, before anything secret is sent. */
    Staging AT_AUTH_COMMAND = (script, reply) -> script.line(Moment.AUTHENTICATION_ASKED, reply);

    /** In SMTP, the greeting under TLS. */
    Staging AT_SECURED_GREETING = (script, reply) -> script.line(Moment.GREETED_UNDER_TLS, reply);

    /** In SMTP, {@code MAIL FROM} in the name of anybody, signed in or not. */
    Staging AT_MAIL = at("MAIL");

    /** In SMTP, {@code MAIL FROM} in somebody else's name. */
    Staging AT_FOREIGN_MAIL = (script, reply) -> script.line(Moment.FOREIGN_ENVELOPE, reply);

    /** In SMTP, {@code RCPT TO}. */
    Staging AT_RCPT = at("RCPT");

    /** In SMTP, the end of a message. */
    Staging AT_MESSAGE = at(".");

    /** In SMTP, the end of a message in somebody else's name. */
    Staging AT_FOREIGN_MESSAGE = (script, reply) -> script.line(Moment.FOREIGN_MESSAGE, reply);

    /** In SMTP, a command line longer than that. */
    Staging AT_LONG_COMMAND = (script, reply) -> {
        script.maximumCommandLine = SHORTEST_COMMAND_LINE;
        script.line(Moment.LINE_TOO_LONG, reply);
    };

    /** In IMAP, whatever concerns a mailbox; the token was taken. */
    Staging AT_MAILBOX = at("LIST", "LSUB", "STATUS", "SELECT", "EXAMINE", "NAMESPACE");

    /** In IMAP, a session that waits. */
    Staging AT_IDLE = at("IDLE", "NOOP");

    /** Sets the script for this reply. */
    void set(MailScript script, String reply);

    /** A reply to verbs. */
    static Staging at(String... verbs) {
        return (script, reply) -> List.of(verbs).forEach(verb -> script.on(verb, new Action.Reply(reply)));
    }

    /** A token that a rule refuses, and no other. */
    static Staging atToken(TokenRule rule) {
        return (script, reply) -> {
            script.tokenRule = rule;
            script.line(Moment.TOKEN_REFUSED, reply);
        };
    }

    /** Every token, after the reason as JSON and the client's answer to it. */
    static Staging afterChallenge(String json) {
        return (script, reply) -> {
            AT_AUTH.set(script, reply);
            script.refusal = Refusal.CHALLENGE;
            script.challengeJson(json);
        };
    }

    /** A response longer than this. */
    static Staging atLongResponse(int octets) {
        return (script, reply) -> {
            script.longestCredential = octets;
            script.line(Moment.LINE_TOO_LONG, reply);
        };
    }
}
