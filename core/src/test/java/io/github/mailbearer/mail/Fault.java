package io.github.mailbearer.mail;

import io.github.mailbearer.testkit.Refusal;
import java.util.List;
import java.util.function.Consumer;

/** What goes wrong while a client signs in, and what the application should learn of it. */
enum Fault {
    /** The token was revoked; the next one is good. */
    REVOKED(End.SUCCESS, trial -> revoked(trial, Refusal.DIRECT)),
    REVOKED_BY_CHALLENGE(End.SUCCESS, trial -> revoked(trial, Refusal.CHALLENGE)),

    /** Every token is refused. */
    REFUSED(End.REJECTED, trial -> refused(trial, Refusal.DIRECT)),
    REFUSED_BY_CHALLENGE(End.REJECTED, trial -> refused(trial, Refusal.CHALLENGE)),
    REFUSED_BY_MALFORMED_CHALLENGE(End.REJECTED, trial -> {
        refused(trial, Refusal.CHALLENGE);
        trial.server.challengeRaw("!!! no base64 !!!");
    }),

    /** The server goes away in place of an answer. */
    DROPPED(End.TEMPORARY, trial -> refused(trial, Refusal.DROP)),

    /** The server never answers. */
    SILENT(End.TEMPORARY, trial -> {
        refused(trial, Refusal.HANG);
        trial.answerWithin(300);
    }),

    /** Only passwords are on offer. */
    NOT_OFFERED(End.TEMPORARY, trial -> trial.server.mechanisms("PLAIN", "LOGIN")),

    /** Somebody on the way has removed STARTTLS. */
    STRIPPED(End.TEMPORARY, trial -> trial.server.advertiseStartTls(false)),

    /** The server says goodbye; POP3 has no word for that, but one for trouble that passes. */
    FAREWELL(End.TEMPORARY, trial -> {
        switch (trial.protocol()) {
            case SMTP -> trial.server.replyTo("AUTH", "421 4.3.2 Shutting down");
            case IMAP -> trial.server.replyTo("AUTHENTICATE", "* BYE Shutting down");
            case POP3 -> trial.server.replyTo("AUTH", "-ERR [SYS/TEMP] Shutting down");
        }
    }),

    /** The server says goodbye, or what comes next to it, in place of a greeting. */
    UNWELCOME(End.TEMPORARY, trial -> {
        switch (trial.protocol()) {
            case SMTP -> trial.server.replyTo("CONNECT", "421 4.3.2 Shutting down");
            case IMAP -> trial.server.replyTo("CONNECT", "* BYE Shutting down");
            case POP3 -> trial.server.replyTo("CONNECT", "-ERR [SYS/TEMP] Shutting down");
        }
    });

    /** How an operation should end. */
    enum End {
        /** As if nothing had been. */
        SUCCESS,
        /** With a {@link TokenRejectedException}. */
        REJECTED,
        /** With an exception that is no authentication failure, nor caused by one. */
        TEMPORARY
    }

    private final End end;
    private final Consumer<Trial> script;

    Fault(End end, Consumer<Trial> script) {
        this.end = end;
        this.script = script;
    }

    End end() {
        return end;
    }

    /** Lets it happen from now on. */
    void befall(Trial trial) {
        script.accept(trial);
    }

    /** What the application should read of the server's words, or of what is wrong with it. */
    List<String> words(MailProtocol protocol) {
        return switch (this) {
            case REFUSED, REFUSED_BY_MALFORMED_CHALLENGE -> List.of(finalReply(protocol));
            case REFUSED_BY_CHALLENGE -> List.of(finalReply(protocol), "{\"status\":\"");
            case NOT_OFFERED -> List.of("does not offer", "PLAIN");
            case STRIPPED -> List.of("STARTTLS");
            case FAREWELL, UNWELCOME -> List.of("Shutting down");
            case DROPPED, SILENT -> List.of("broke while");
            case REVOKED, REVOKED_BY_CHALLENGE -> List.of();
        };
    }

    /** Whether something broke, so that the exception should say with a cause what. */
    boolean breaksTheConnection(MailProtocol protocol) {
        return this == DROPPED || this == SILENT || (this == FAREWELL && protocol == MailProtocol.IMAP);
    }

    private static String finalReply(MailProtocol protocol) {
        return switch (protocol) {
            case SMTP -> "535 5.7.3 Authentication unsuccessful";
            case IMAP -> "NO AUTHENTICATE failed";
            case POP3 -> "-ERR Authentication failure";
        };
    }

    private static void revoked(Trial trial, Refusal how) {
        trial.server.refuseBy(how);
        trial.revoke();
    }

    private static void refused(Trial trial, Refusal how) {
        trial.server.refuseBy(how).refuseEverything(true);
    }
}
