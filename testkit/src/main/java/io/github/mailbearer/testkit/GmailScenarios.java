package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.MailScenarioData.other;
import static io.github.mailbearer.testkit.Staging.AT_AUTH;
import static io.github.mailbearer.testkit.Staging.afterChallenge;

import java.util.List;

/** How Gmail refuses. */
final class GmailScenarios {

    private static final String HELP = "https://support.google.com/mail/?p=";
    private static final String SENDER = " 4fb4d7f45d1cf-5d0testkit.78 - gsmtp";

    private static final String BAD_CREDENTIALS =
            "535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  " + HELP
                    + "BadCredentials" + SENDER;

    private static final String BAD_REQUEST =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";

    private static final String UNAUTHORIZED =
            "{\"status\":\"401\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.google.com/\"}";

    private GmailScenarios() {}

    static List<MailScenarioData> all() {
        return List.of(
                other(
                        "gmailChallenge",
                        List.of("G1"),
                        "Gmail refuses the token and gives its reason as JSON.",
                        afterChallenge(BAD_REQUEST),
                        BAD_CREDENTIALS),
                other(
                        "gmailTokenExpired",
                        List.of("G2"),
                        "Gmail's reason is that the token has expired or was revoked.",
                        afterChallenge(UNAUTHORIZED),
                        BAD_CREDENTIALS),
                other(
                        "gmailBadCredentials",
                        List.of("G3"),
                        "Gmail refuses without a reason.",
                        AT_AUTH,
                        BAD_CREDENTIALS),
                other(
                        "gmailApplicationPassword",
                        List.of("G4"),
                        "Gmail takes no ordinary password.",
                        AT_AUTH,
                        "534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9  "
                                + HELP + "InvalidSecondFactor" + SENDER),
                other(
                        "gmailTooManyLogins",
                        List.of("G5"),
                        "The client signs in too often.",
                        AT_AUTH,
                        "454 4.7.0 Too many login attempts, please try again later." + SENDER),
                other(
                        "gmailTemporaryProblem",
                        List.of("G6"),
                        "Gmail has a fault.",
                        AT_AUTH,
                        "454 4.7.0 Cannot authenticate due to temporary system problem. Try again later." + SENDER,
                        "421 4.7.0 Temporary System Problem. Try again later." + SENDER),
                other(
                        "gmailDailyLimit",
                        List.of("G7"),
                        "The account has sent enough for the day.",
                        Staging.AT_MESSAGE,
                        "550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\n550-5.4.5 sending"
                                + " limits go to\n550 5.4.5  https://support.google.com/a/answer/166852" + SENDER),
                other(
                        "gmailCommandLineTooLong",
                        List.of("G8", "S36"),
                        "The token on the line of AUTH makes it longer than Gmail takes.",
                        Staging.AT_LONG_COMMAND,
                        "555-5.5.2 Syntax error, command line too long. For more information, go to\n555 5.5.2 "
                                + " https://support.google.com/a/answer/3221692" + SENDER),
                other(
                        "gmailImapChallenge",
                        List.of("G13"),
                        "Gmail refuses the token in IMAP and gives its reason as JSON.",
                        afterChallenge(BAD_REQUEST),
                        "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"),
                other(
                        "gmailSessionExpired",
                        List.of("G14"),
                        "Gmail ends a session whose token has run out.",
                        Staging.AT_IDLE,
                        "* BYE Session expired, please login again."),
                other(
                        "gmailPopChallenge",
                        List.of("I15", "G1"),
                        "Gmail refuses the token in POP3 and gives its reason as JSON.",
                        afterChallenge(BAD_REQUEST),
                        "-ERR [AUTH] Username and password not accepted."));
    }
}
