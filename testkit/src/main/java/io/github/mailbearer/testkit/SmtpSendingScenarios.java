package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.MailScenarioData.exchange;
import static io.github.mailbearer.testkit.Staging.AT_MAIL;
import static io.github.mailbearer.testkit.Staging.AT_MESSAGE;

import java.util.List;
import java.util.Set;

/** How Exchange Online refuses what somebody sends who is in. */
final class SmtpSendingScenarios {

    private SmtpSendingScenarios() {}

    static List<MailScenarioData> all() {
        return List.of(
                exchange(
                        "sendAsDenied",
                        List.of("S20"),
                        "The message is in the name of another mailbox, which is judged once it has come.",
                        Staging.AT_FOREIGN_MESSAGE,
                        "554 5.2.252 SendAsDenied; {user} not allowed to send as {sender};"
                                + " STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied;"
                                + " Failed to process message due to a permanent exception with message Cannot submit"
                                + " message.",
                        "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied;"
                                + " Failed to process message due to a permanent exception with message Cannot submit"
                                + " message.",
                        "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
                exchange(
                        "senderNotPermitted",
                        List.of("S20"),
                        "The envelope is in the name of another mailbox.",
                        Staging.AT_FOREIGN_MAIL,
                        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                        "554 5.7.60 SMTP; Client does not have permissions to send as this sender"),
                exchange(
                        "mailboxLogonFailure",
                        List.of("S21"),
                        "The mailbox cannot be opened, which only looks temporary.",
                        AT_MESSAGE,
                        "430 4.2.0 STOREDRV.ClientSubmit; mailbox logon failure;"
                                + " ConnectionFailedTransientException.MapiExceptionLogonFailed; Failed to process"
                                + " message due to a transient exception with message Cannot open mailbox."),
                exchange(
                        "throttledConnections",
                        List.of("S22"),
                        "There are too many connections at once for the mailbox.",
                        AT_MAIL,
                        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for"
                                + " more information.",
                        "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"),
                exchange(
                        "recipientLimit",
                        List.of("S24"),
                        "The mailbox has had its recipients for the day.",
                        AT_MESSAGE,
                        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message"
                                + " recipients",
                        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; RecipientLimit"
                                + " exceeded; Failed to process message due to a permanent exception",
                        "550 5.2.2 Submission quota exceeded"),
                exchange(
                        "sentItemsFull",
                        List.of("S25"),
                        "The sender's mailbox has no room for a copy.",
                        AT_MESSAGE,
                        "554 5.2.2 mailbox full;"
                                + " STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded;"
                                + " Failed to process message due to a permanent exception with message Cannot submit"
                                + " message."),
                exchange(
                        "tooManyRecipients",
                        List.of("S26"),
                        "The message has too many recipients.",
                        Staging.AT_RCPT,
                        "452 4.5.3 Too many recipients"),
                exchange(
                        "messageTooLarge",
                        List.of("S27"),
                        "The message is larger than the mailbox may send.",
                        AT_MESSAGE,
                        "552 5.3.4 Message size exceeds fixed maximum message size",
                        "554 5.3.4 Message size exceeds fixed maximum message size"),
                exchange(
                        "mailboxBlocked",
                        List.of("S28"),
                        "The mailbox made the same mistake too often and is kept out for a while.",
                        AT_MAIL,
                        "550 5.2.251 Sender throttled due to continuous mailbox full errors.",
                        "550 5.2.252 Sender throttled due to continuous send as denied errors.",
                        "550 5.2.253 Sender throttled due to continuous invalid license errors.",
                        "550 5.2.254 Sender throttled due to continuous too many recipients errors.",
                        "550 5.2.255 Sender throttled due to continuous invalid recipients errors."),
                exchange(
                        "suspiciousVolume",
                        List.of("S30"),
                        "Volume or origin of the mail look suspicious.",
                        AT_MAIL,
                        "451 4.7.500 Server busy. Please try again later from [203.0.113.7].",
                        "451 4.7.651 The mail server [203.0.113.7] has been temporarily rate limited due to IP"
                                + " reputation.",
                        "451 4.7.699 Server busy. Please try again later from [203.0.113.7].",
                        "451 4.7.850 Access denied, please try again later",
                        "451 4.7.899 Access denied, please try again later"),
                exchange(
                        "idleTimeout",
                        List.of("S32"),
                        "The connection has been idle, or open, for too long.",
                        AT_MAIL,
                        "421 4.4.1 Connection timed out",
                        "421 4.4.2 Timeout waiting for data from client",
                        "451 4.4.2 Timeout waiting for data from client"),
                new MailScenarioData(
                        "connectionLost",
                        List.of("S32"),
                        Set.of("smtp"),
                        "The server closes the connection without a word.",
                        true,
                        (script, reply) -> script.on("DATA", new Action.Drop()),
                        List.of()),
                exchange(
                        "senderRestricted",
                        List.of("S34"),
                        "The sender, its tenant or its address is kept from sending.",
                        AT_MESSAGE,
                        "550 5.1.8 Access denied, bad outbound sender",
                        "550 5.7.501 Access denied, spam abuse detected",
                        "550 5.7.502 Access denied, banned sender",
                        "550 5.7.503 Access denied, banned sender",
                        "550 5.7.705 Access denied, tenant has exceeded threshold",
                        "550 5.7.708 Access denied, traffic not accepted from this IP",
                        "550 5.7.750 Client blocked from sending from unregistered domains"),
                exchange(
                        "recipientRestrictsSenders",
                        List.of("S35"),
                        "The recipient does not take mail from this sender.",
                        Staging.AT_RCPT,
                        "550 5.7.1 Recipient not authorized: your message can't be delivered to this address",
                        "550 5.7.12 Sender was not authenticated by organization",
                        "550 5.7.124 Sender not in allowed-senders list",
                        "550 5.7.133 Sender not authenticated for group",
                        "550 5.7.134 Sender was not authenticated for mailbox",
                        "550 5.7.136 Sender was not authenticated"));
    }
}
