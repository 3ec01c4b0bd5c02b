package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The AUTH command of SMTP (RFC 4954): XOAUTH2 for real, passwords only to count and refuse them. */
final class SmtpAuthentication {

    private static final String NO_PASSWORDS =
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.";

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;

    SmtpAuthentication(MailSetup setup, MailConnection connection) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
    }

    /** Lets the user in, who is returned, or refuses. */
    Optional<String> perform(String argument) throws IOException {
        String mechanism = mechanism(argument);
        if (!script.mechanisms().contains(mechanism)) {
            refuseUnread(argument, "504 5.7.4 Unrecognized authentication type");
            return Optional.empty();
        }
        String initial = initialResponse(argument);
        return switch (mechanism) {
            case "XOAUTH2" -> xoauth2(initial);
            case "LOGIN" -> password(initial, "VXNlcm5hbWU6", "UGFzc3dvcmQ6");
            case "PLAIN" -> password(initial, "");
            default -> throw new IllegalStateException("the testkit does not speak the mechanism " + mechanism);
        };
    }

    /** Refuses an AUTH command for a reason outside it; a credential in it has been sent all the same. */
    void refuseUnread(String argument, String reply) throws IOException {
        if (!initialResponse(argument).isEmpty()) {
            setup.record().credentialRefused();
        }
        connection.send(reply);
    }

    private static String mechanism(String argument) {
        return argument.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static String initialResponse(String argument) {
        String[] words = argument.split(" ", 2);
        return words.length == 2 ? words[1].strip() : "";
    }

    private Optional<String> xoauth2(String initial) throws IOException {
        String response = initial;
        if (response.isEmpty()) {
            if (script.oneLineAuthOnly) {
                connection.send("501 5.5.4 Syntax error");
                return Optional.empty();
            }
            response = ask("").orElse("*");
        }
        if (response.equals("*")) {
            connection.send("501 5.7.0 Authentication cancelled");
            return Optional.empty();
        }
        if (response.length() > MailScript.LONGEST_AUTH_LINE) {
            return refuse("500 5.5.2 Line too long");
        }
        Optional<MailCredential> credential = MailCredential.parseXOAuth2(response);
        return credential.isEmpty() ? refuse("501 5.5.2 Malformed XOAUTH2 response") : judge(credential.get());
    }

    private Optional<String> password(String initial, String... prompts) throws IOException {
        for (String prompt : prompts) {
            if (initial.isEmpty() && ask(prompt).orElse("*").equals("*")) {
                connection.send("501 5.7.0 Authentication cancelled");
                return Optional.empty();
            }
        }
        return refuse(NO_PASSWORDS);
    }

    /** Sends a challenge and reads the response to it, none if the client leaves instead. */
    private Optional<String> ask(String challenge) throws IOException {
        connection.send("334 " + challenge);
        return Optional.ofNullable(connection.readLine());
    }

    private Optional<String> refuse(String reply) throws IOException {
        setup.record().credentialRefused();
        connection.send(reply);
        return Optional.empty();
    }

    private Optional<String> judge(MailCredential credential) throws IOException {
        Optional<Action> scripted = script.action("AUTH");
        boolean accepted = scripted.isPresent() ? scripted.get().isPositive() : isGood(credential);
        if (accepted) {
            setup.record().credentialAccepted();
        } else {
            setup.record().credentialRefused();
        }
        if (scripted.isPresent()) {
            scripted.get().perform(connection);
        } else if (accepted) {
            connection.send("235 2.7.0 Authentication successful");
        } else {
            refuseToken();
        }
        return accepted ? Optional.of(credential.user()) : Optional.empty();
    }

    private boolean isGood(MailCredential credential) {
        return !script.refuseEverything && setup.tokens().accepts("smtp", credential.user(), credential.token());
    }

    private void refuseToken() throws IOException {
        switch (script.refusal) {
            case DIRECT -> connection.send(script.refusalReply());
            case CHALLENGE -> {
                ask(script.challenge()).ifPresent(setup.record()::challengeAnswer);
                connection.send(script.refusalReply());
            }
            case DROP -> connection.close();
            case HANG -> connection.hang();
        }
    }
}
