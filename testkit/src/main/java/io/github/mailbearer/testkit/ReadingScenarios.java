package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.MailScenarioData.exchange;
import static io.github.mailbearer.testkit.MailScenarioData.silent;
import static io.github.mailbearer.testkit.Staging.AT_AUTH;
import static io.github.mailbearer.testkit.Staging.AT_MAILBOX;
import static io.github.mailbearer.testkit.Staging.AT_PASSWORD;

import java.util.List;

/** How Exchange Online and Outlook.com refuse in IMAP and POP3. */
final class ReadingScenarios {

    /** The response for a token of 4,096 characters, in base64. */
    private static final int LONGEST_POP_RESPONSE = 5_531;

    private static final String IMAP_REFUSAL = "NO AUTHENTICATE failed.";
    private static final String POP_REFUSAL = "-ERR Authentication failure: unknown user name or bad password.";
    private static final String NOT_CONNECTED = "BAD User is authenticated but not connected.";
    private static final String POP_PROTOCOL_ERROR = "-ERR Protocol error. Connection is closed. 10";

    private ReadingScenarios() {}

    static List<MailScenarioData> all() {
        return List.of(
                exchange("imapRefused", List.of("I1"), "The token is refused without a reason.", AT_AUTH, IMAP_REFUSAL),
                exchange("imapDisabled", List.of("I1"), "IMAP is switched off for the mailbox.", AT_AUTH, IMAP_REFUSAL),
                exchange(
                        "mailboxNotOpen",
                        List.of("I2"),
                        "The token is taken and the mailbox does not open.",
                        AT_MAILBOX,
                        NOT_CONNECTED),
                exchange(
                        "imapLoginFailed",
                        List.of("I3"),
                        "The client signs in with LOGIN, whose passwords are refused.",
                        AT_PASSWORD,
                        "NO LOGIN failed."),
                exchange(
                        "imapInvalidState",
                        List.of("I4"),
                        "The command comes at the wrong time.",
                        AT_MAILBOX,
                        "BAD Command received in Invalid state."),
                exchange(
                        "imapBasicAuthenticationDisabled",
                        List.of("I5"),
                        "Passwords are no longer taken, and the connection ends.",
                        AT_PASSWORD,
                        "NO Basic authentication is disabled.\n* BYE Connection is closed. 14"),
                exchange(
                        "accessTokenExpired",
                        List.of("I6"),
                        "The token of an open session runs out.",
                        Staging.AT_IDLE,
                        "* BYE Session invalidated - AccessTokenExpired"),
                exchange(
                        "imapThrottled",
                        List.of("I7"),
                        "The mailbox is asked too much.",
                        AT_MAILBOX,
                        "BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds"),
                exchange(
                        "imapArgumentError",
                        List.of("I8"),
                        "The server cannot read what AUTHENTICATE was given.",
                        AT_AUTH,
                        "BAD Command Argument Error. 12",
                        "BAD Command Argument Error. 11"),
                exchange(
                        "imapConnectionClosed",
                        List.of("I9", "I2"),
                        "The mailbox does not open, and the connection ends.",
                        AT_MAILBOX,
                        NOT_CONNECTED + "\n* BYE Connection closed. 14"),
                exchange(
                        "imapConnectionClosedWithNumber",
                        List.of("I10"),
                        "The connection ends for a reason that only has a number.",
                        AT_MAILBOX,
                        "* BYE Connection is closed. 15",
                        "* BYE Connection is closed. 13"),
                exchange("popRefused", List.of("I11"), "The token is refused without a reason.", AT_AUTH, POP_REFUSAL),
                exchange("popDisabled", List.of("I11"), "POP3 is switched off for the mailbox.", AT_AUTH, POP_REFUSAL),
                exchange(
                        "popLogonFailure",
                        List.of("I12"),
                        "The client signs in with a password, and all are refused.",
                        AT_PASSWORD,
                        "-ERR Logon failure: unknown user name or bad password."),
                exchange(
                        "popTwoLinesWanted",
                        List.of("I13"),
                        "The token may not stand on the line of AUTH.",
                        (script, reply) -> script.twoLineAuthOnly = true,
                        POP_PROTOCOL_ERROR),
                exchange(
                        "popTokenTooLong",
                        List.of("I14"),
                        "The token has more than 4,096 characters.",
                        Staging.atLongResponse(LONGEST_POP_RESPONSE),
                        POP_PROTOCOL_ERROR),
                silent(
                        "silence",
                        "The server accepts connections and says nothing.",
                        (script, reply) -> script.on("CONNECT", new Action.Hang()),
                        "I16"));
    }
}
