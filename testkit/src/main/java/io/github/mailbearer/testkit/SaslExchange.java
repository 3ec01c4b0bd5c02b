package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authentication of one connection (RFC 4422): with tokens for real, with passwords only to count and refuse them. */
final class SaslExchange {

    private final MailSetup setup;
    private final MailScript script;
    private final Replies replies;
    private final MailConnection connection;
    private final SaslWords words;
    private volatile @Nullable String user;

    SaslExchange(MailSetup setup, Replies replies, SaslWords words) {
        this.setup = setup;
        this.script = setup.script();
        this.replies = replies;
        this.connection = replies.connection();
        this.words = words;
    }

    /** Who is in: known before the client is told. */
    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    void admit(String who) {
        user = who;
    }

    void forget() {
        user = null;
    }

    /** Takes the command apart and lets the user in, or refuses. */
    void perform(String argument) throws IOException {
        String mechanism = argument.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        String initial = initialResponse(argument);
        Optional<String> refusal = script.line(Moment.AUTHENTICATION_ASKED);
        if (refusal.isPresent()) {
            refuseUnread(argument, refusal.get());
        } else if (!script.mechanisms().contains(mechanism)) {
            refuseUnread(argument, words.unknownMechanism());
        } else if (!initial.isEmpty() && script.twoLineAuthOnly) {
            refuseUnread(argument, words.responseUnwanted());
        } else {
            switch (mechanism) {
                case "XOAUTH2", "OAUTHBEARER" -> token(mechanism, initial);
                case "LOGIN" -> password(initial, List.of("VXNlcm5hbWU6", "UGFzc3dvcmQ6"));
                case "PLAIN" -> password(initial, List.of(""));
                default -> refuseUnread(argument, words.unknownMechanism());
            }
        }
    }

    /** Refuses a command for a reason outside it; a credential on its line has been sent all the same. */
    void refuseUnread(String argument, String reply) throws IOException {
        if (!initialResponse(argument).isEmpty()) {
            setup.record().credential(false);
        }
        replies.say(reply);
    }

    /** Refuses a credential that arrived. */
    void refuse(String reply) throws IOException {
        setup.record().credential(false);
        replies.say(reply);
    }

    /** Refuses a password that arrived, with or without a mechanism. */
    void refusePassword(String reply) throws IOException {
        refuse(script.line(Moment.PASSWORD_REFUSED).orElse(reply));
    }

    private static String initialResponse(String argument) {
        int space = argument.indexOf(' ');
        return space < 0 ? "" : argument.substring(space).strip();
    }

    private void token(String mechanism, String initial) throws IOException {
        if (!initial.isEmpty()) {
            judge(mechanism, initial);
        } else if (script.oneLineAuthOnly) {
            replies.say(words.responseMissing());
        } else {
            Optional<String> response = ask("");
            if (response.isPresent()) {
                judge(mechanism, response.get());
            }
        }
    }

    private void password(String initial, List<String> prompts) throws IOException {
        for (String prompt : initial.isEmpty() ? prompts : prompts.subList(1, prompts.size())) {
            if (ask(prompt).isEmpty()) {
                return;
            }
        }
        refusePassword(words.passwordRefused());
    }

    /** Sends a challenge and reads the response, none if the client cancels or leaves. */
    private Optional<String> ask(String challenge) throws IOException {
        connection.send(words.continuation() + challenge);
        Optional<String> response = Optional.ofNullable(connection.readLine());
        if (response.isPresent() && response.get().equals("*")) {
            replies.say(words.cancelled());
            return Optional.empty();
        }
        return response;
    }

    private void judge(String mechanism, String response) throws IOException {
        if (response.length() > script.longestCredential) {
            refuse(script.line(Moment.LINE_TOO_LONG).orElse(words.tooLong()));
            return;
        }
        Optional<MailCredential> credential = MailCredential.parse(mechanism, response);
        if (credential.isPresent()) {
            judge(credential.get());
        } else {
            refuse(words.malformed());
        }
    }

    private void judge(MailCredential credential) throws IOException {
        Optional<Action> scripted = script.action(words.verb());
        boolean accepted = scripted.map(replies::isPositive).orElseGet(() -> setup.admits(credential));
        setup.record().signIn(credential.signIn(accepted));
        if (accepted) {
            admit(credential.user());
        }
        if (scripted.isPresent()) {
            scripted.get().perform(replies);
        } else if (accepted) {
            replies.say(words.accepted().get());
        } else {
            refuseToken(credential.mechanism());
        }
    }

    private void refuseToken(String mechanism) throws IOException {
        switch (script.refusal) {
            case DIRECT -> replies.say(refusalReply());
            case CHALLENGE -> {
                connection.send(words.continuation() + script.challenge(mechanism));
                String answer = connection.readLine();
                if (answer != null) {
                    setup.record().challengeAnswer(answer);
                    replies.say(refusalReply());
                }
            }
            case DROP -> connection.close();
            case HANG -> connection.hang();
        }
    }

    private String refusalReply() {
        return script.line(Moment.TOKEN_REFUSED).orElseGet(words.refused());
    }
}
