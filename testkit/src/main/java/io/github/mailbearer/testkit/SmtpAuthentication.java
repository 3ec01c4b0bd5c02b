package io.github.mailbearer.testkit;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The AUTH command of SMTP (RFC 4954): XOAUTH2 for real, passwords only to count and refuse them. */
final class SmtpAuthentication {

    private static final String UNKNOWN_MECHANISM = "504 5.7.4 Unrecognized authentication type";
    private static final String CANCELLED = "501 5.7.0 Authentication cancelled";
    private static final String NO_PASSWORDS =
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.";

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;
    private final SmtpReplies replies;

    SmtpAuthentication(MailSetup setup, MailConnection connection, SmtpReplies replies) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
        this.replies = replies;
    }

    /** Lets the user in, who is returned, or refuses. */
    Optional<String> perform(String argument) throws IOException {
        String mechanism = argument.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        String initial = initialResponse(argument);
        return switch (script.mechanisms().contains(mechanism) ? mechanism : "none") {
            case "XOAUTH2" -> initial.isEmpty() ? twoLines() : judge(initial);
            case "LOGIN" -> password(initial, List.of("VXNlcm5hbWU6", "UGFzc3dvcmQ6"));
            case "PLAIN" -> password(initial, List.of(""));
            default -> {
                refuseUnread(argument, UNKNOWN_MECHANISM);
                yield Optional.empty();
            }
        };
    }

    /** Refuses an AUTH command for a reason outside it; a credential on its line has been sent all the same. */
    void refuseUnread(String argument, String reply) throws IOException {
        if (!initialResponse(argument).isEmpty()) {
            setup.record().credential(false);
        }
        connection.send(reply);
    }

    private static String initialResponse(String argument) {
        int space = argument.indexOf(' ');
        return space < 0 ? "" : argument.substring(space).strip();
    }

    private Optional<String> twoLines() throws IOException {
        if (script.oneLineAuthOnly) {
            connection.send("501 5.5.4 Syntax error");
            return Optional.empty();
        }
        Optional<String> response = ask("");
        return response.isPresent() ? judge(response.get()) : Optional.empty();
    }

    private Optional<String> password(String initial, List<String> prompts) throws IOException {
        for (String prompt : initial.isEmpty() ? prompts : prompts.subList(1, prompts.size())) {
            if (ask(prompt).isEmpty()) {
                return Optional.empty();
            }
        }
        return refuse(NO_PASSWORDS);
    }

    /** Sends a challenge and reads the response, none if the client cancels or leaves. */
    private Optional<String> ask(String challenge) throws IOException {
        connection.send("334 " + challenge);
        Optional<String> response = Optional.ofNullable(connection.readLine());
        if (response.isPresent() && response.get().equals("*")) {
            connection.send(CANCELLED);
            return Optional.empty();
        }
        return response;
    }

    private Optional<String> judge(String response) throws IOException {
        if (response.length() > MailScript.LONGEST_AUTH_LINE) {
            return refuse("500 5.5.2 Line too long");
        }
        Optional<MailCredential> credential = MailCredential.parseXOAuth2(response);
        return credential.isPresent() ? judge(credential.get()) : refuse("501 5.5.2 Malformed XOAUTH2 response");
    }

    private Optional<String> judge(MailCredential credential) throws IOException {
        Optional<Action> scripted = script.action("AUTH");
        boolean accepted = scripted.map(SmtpReplies::isPositive).orElseGet(() -> setup.admits(credential));
        setup.record().credential(accepted);
        if (scripted.isPresent()) {
            replies.perform(scripted.get());
        } else if (accepted) {
            connection.send("235 2.7.0 Authentication successful");
        } else {
            refuseToken();
        }
        return accepted ? Optional.of(credential.user()) : Optional.empty();
    }

    private Optional<String> refuse(String reply) throws IOException {
        setup.record().credential(false);
        connection.send(reply);
        return Optional.empty();
    }

    private void refuseToken() throws IOException {
        switch (script.refusal) {
            case DIRECT -> connection.send(refusalReply());
            case CHALLENGE -> {
                connection.send("334 " + script.challenge());
                String answer = connection.readLine();
                if (answer != null) {
                    setup.record().challengeAnswer(answer);
                    connection.send(refusalReply());
                }
            }
            case DROP -> connection.close();
            case HANG -> connection.hang();
        }
    }

    /** By default with the block of host, time and id that Exchange Online adds. */
    private String refusalReply() {
        return script.refusalReply()
                .orElseGet(() -> String.format(
                        "535 5.7.3 Authentication unsuccessful [testkit.mailbearer.invalid %s %016X]",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        ThreadLocalRandom.current().nextLong()));
    }
}
