package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.mailbearer.testkit.MailScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every reply of a mail server that is known, as the server sends it and as it is reported. */
class MailRowsTest {

    private static final String EXCHANGE = """
            S1 | configuration | smtp | 535 5.7.3 Authentication unsuccessful
            S7 | configuration | smtp | 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.
            S8 | configuration | smtp | 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.
            S9 | protocol | smtp | 535 5.7.139 Authentication unsuccessful, basic authentication is disabled.
            S10 | policy | smtp | 535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.
            S11 | policy | smtp | 535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.
            S11 | policy | smtp | 535 5.7.139 Authentication unsuccessful, for a reason nobody has heard of
            S12 | credential | smtp | 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.
            S13 | configuration | smtp | 535 5.7.139 Authentication unsuccessful, the organization configuration does not allow this authentication request.
            S14 | configuration | smtp | 550 5.7.30 Basic authentication is not supported for Client Submission.
            S15 | protocol | smtp | 504 5.7.4 Unrecognized authentication type
            S16 | configuration | smtp | 530 5.7.57 Client not authenticated to send mail.
            S16 | configuration | smtp | 530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM
            S17 | protocol | smtp | 501 5.5.121 Invalid XOAUTH2 auth data
            S17 | protocol | smtp | 501 5.5.124 Invalid XOAUTH2 auth data
            S17 | protocol | smtp | 501 5.5.126 Invalid XOAUTH2 auth data
            S18 | transient | smtp | 501 5.5.127 The access token is about to expire
            S18 | transient | smtp | 535 5.7.142 Authentication unsuccessful, the token is close to its expiry
            S18 | transient | smtp | 535 5.7.143 Authentication unsuccessful, the token has expired
            S18a | configuration | smtp | 535 5.7.144 Authentication unsuccessful, insufficient permission
            S19 | permission | smtp | 550 5.7.240 Application is not allowed to send as this account
            S20 | permission | smtp | 550 5.7.60 SMTP; Client does not have permissions to send as this sender
            S20 | permission | smtp | 554 5.7.60 SMTP; Client does not have permissions to send as this sender
            S20 | permission | smtp | 554 5.2.252 SendAsDenied; a@contoso.com not allowed to send as b@contoso.com; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied
            S20 | permission | smtp | 554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception
            S21 | permission | smtp | 430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Storage.Exception:ConnectionFailedTransientException; MapiExceptionLogonFailed: Unable to make connection to the server.
            S22 | throttling | smtp | 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.
            S22 | throttling | smtp | 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded
            S23 | throttling | smtp | 421 4.4.2 Message submission rate for this client has exceeded the configured limit
            S24 | limit | smtp | 550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients
            S24 | limit | smtp | 554 5.2.2 Submission quota exceeded; STOREDRV.Submission.Exception:SubmissionQuotaExceededException
            S24 | limit | smtp | 554 5.2.0 STOREDRV.Submission.Exception:RecipientLimitExceededException
            S25 | limit | smtp | 554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded
            S26 | limit | smtp | 452 4.5.3 Too many recipients
            S27 | limit | smtp | 552 5.3.4 Message size exceeds fixed maximum message size
            S27 | limit | smtp | 554 5.3.4 Message too big for system
            S28 | throttling | smtp | 550 5.2.251 Sender throttled due to continuous mailbox full errors.
            S28 | throttling | smtp | 550 5.2.252 Sender throttled due to continuous send as denied errors.
            S28 | throttling | smtp | 550 5.2.253 Sender throttled due to continuous invalid license errors.
            S28 | throttling | smtp | 550 5.2.254 Sender throttled due to continuous too many recipients errors.
            S28 | throttling | smtp | 550 5.2.255 Sender throttled due to continuous invalid recipients errors.
            S29 | transient | smtp | 451 4.7.0 Temporary server error. Please try again later. PRX4
            S30 | throttling | smtp | 451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77714)
            S30 | throttling | smtp | 451 4.7.699 Access denied, please try again later
            S30 | throttling | smtp | 451 4.7.850 Access denied, please try again later
            S31 | configuration | smtp | 421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.
            S32 | transient | smtp | 421 4.4.1 Connection timed out. Total session duration: 00:10:00.1234567
            S32 | transient | smtp | 421 4.4.2 Timeout while waiting for client input
            S32 | transient | smtp | 451 4.4.2 Timeout - closing connection
            S33 | transient | smtp | 454 4.7.0 Temporary authentication failure
            S33 | transient | smtp | 421 4.7.0 Service not available, closing transmission channel
            S34 | policy | smtp | 550 5.1.8 Access denied, bad outbound sender AS(42004)
            S34 | policy | smtp | 550 5.7.501 Access denied, spam abuse detected
            S34 | policy | smtp | 550 5.7.503 Access denied, banned sender
            S34 | policy | smtp | 550 5.7.705 Access denied, tenant has exceeded threshold
            S34 | policy | smtp | 550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP
            S34 | policy | smtp | 550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains
            S35 | permission | smtp | 550 5.7.1 RESOLVER.RST.AuthRequired; authentication required
            S35 | permission | smtp | 550 5.7.12 Access denied, sender is not authenticated
            S35 | permission | smtp | 550 5.7.124 RESOLVER.RST.SenderNotInAllowList; sender not in allowed-senders list for group
            S35 | permission | smtp | 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required
            S35 | permission | smtp | 550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required
            S35 | permission | smtp | 550 5.7.136 RESOLVER.RST.SenderNotAuthenticatedForMailUser; authentication required
            S36 | protocol | smtp | 555 5.5.2 Syntax error, command line too long
            S36 | protocol | smtp | 500 5.5.2 Line too long
            I1 | configuration | imap | NO AUTHENTICATE failed.
            I2 | permission | imap | BAD User is authenticated but not connected.
            I3 | protocol | imap | NO LOGIN failed.
            I4 | protocol | imap | BAD Command received in Invalid state.
            I5 | configuration | imap | NO Basic authentication is disabled.
            I6 | transient | imap | * BYE Session invalidated - AccessTokenExpired
            I7 | throttling | imap | BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds
            I8 | protocol | imap | BAD Command Argument Error. 12
            I9 | permission | imap | * BYE Connection closed. 14
            I10 | transient | imap | * BYE Connection is closed. 15
            I10 | transient | pop3 | -ERR Connection is closed. 21
            I11 | configuration | pop3 | -ERR Authentication failure: unknown user name or bad password.
            I12 | protocol | pop3 | -ERR Logon failure: unknown user name or bad password.
            I13 | protocol | pop3 | -ERR Protocol error. Connection is closed. 10
            """;

    private static final String GMAIL = """
            G1 | credential | smtp | 334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==
            G2 | credential | smtp | 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWlsLmdvb2dsZS5jb20vIn0K
            G3 | configuration | smtp | 535 5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials 5b1f17b-477 - gsmtp
            G4 | configuration | smtp | 534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor 5b1f17b-477 - gsmtp
            G4 | configuration | imap | NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)
            G5 | throttling | smtp | 454 4.7.0 Too many login attempts, please try again later. 5b1f17b-477 - gsmtp
            G6 | transient | smtp | 454 4.7.0 Cannot authenticate due to a temporary system problem. Try again later. 5b1f17b-477 - gsmtp
            G6 | transient | smtp | 421 4.7.0 Temporary System Problem. Try again later. 5b1f17b-477 - gsmtp
            G7 | limit | smtp | 550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to https://support.google.com/a/answer/166852 5b1f17b-477 - gsmtp
            G8 | protocol | smtp | 555 5.5.2 Syntax error, command line too long. For more information, go to https://support.google.com/a/answer/3221692 5b1f17b-477 - gsmtp
            G9 | sign-in | token | POST https://oauth2.googleapis.com/token: {"error": "invalid_grant", "error_description": "Bad Request"}
            G9 | sign-in | token | {"error":"invalid_grant","error_description":"Token has been expired or revoked."}
            G10 | permission | token | {"error": "unauthorized_client", "error_description": "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."}
            G11 | configuration | token | Access token does not provide a refresh token
            G12 | policy | token | Error 400: admin_policy_enforced
            G12 | policy | token | Error 400: redirect_uri_mismatch
            G12 | policy | token | Error 401: deleted_client
            G12 | policy | token | https://accounts.google.com/signin/oauth/error?authError= Error 403: access_denied
            G13 | credential | imap | NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)
            G13 | credential | pop3 | -ERR [AUTH] Username and password not accepted.
            G14 | transient | imap | * BYE Session expired, please login again.
            """;

    private static final String STANDARDS = """
            M9 | credential | smtp | 535 5.7.8 Authentication credentials invalid
            M10 | transient | smtp | 454 4.7.0 Temporary authentication failure: Connection lost to authentication server
            M11 | sign-in | smtp | 432 4.7.12 A password transition is needed
            M12 | policy | smtp | 534 5.7.9 Authentication mechanism is too weak
            M13 | configuration | smtp | 538 5.7.11 Encryption required for requested authentication mechanism
            M13 | configuration | smtp | 530 5.7.0 Must issue a STARTTLS command first
            M14 | configuration | smtp | 530 5.7.0 Authentication required
            M15 | configuration | smtp | 504 5.5.4 Unrecognized authentication type
            M15 | configuration | smtp | 503 5.5.1 Error: authentication not enabled
            M16 | transient | smtp | 421 4.3.2 Service shutting down
            M17 | transient | smtp | 450 4.2.0 <you@example.com>: Recipient address rejected: Greylisted
            M17 | transient | smtp | 451 4.3.0 Mail server temporarily rejected message
            M17 | transient | smtp | 452 4.3.1 Insufficient system storage
            M18 | policy | smtp | 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown
            M18 | policy | smtp | 554 5.6.0 Message content rejected
            M19 | permission | smtp | 553 5.7.1 <b@example.com>: Sender address rejected: not owned by user a@example.com
            M20 | configuration | smtp | 554 5.7.1 <you@example.com>: Relay access denied
            M21 | credential | smtp | 535 5.7.8 Error: authentication failed: (reason unavailable)
            M22 | limit | smtp | 552 5.2.2 Mailbox full
            M22a | limit | smtp | 452 4.2.2 Mailbox full
            M22 | limit | imap | NO [OVERQUOTA] Quota exceeded (mailbox for user is full)
            M30 | credential | imap | NO [AUTHENTICATIONFAILED] Authentication failed.
            M31 | permission | imap | NO [AUTHORIZATIONFAILED] No such authorization-ID
            M31 | permission | imap | NO [NOPERM] Permission denied
            M32 | transient | imap | NO [UNAVAILABLE] Temporary authentication failure. [mail:2026-11-22 10:11:12]
            M33 | sign-in | imap | NO [EXPIRED] That password is not valid any more
            M34 | configuration | imap | NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.
            M35 | policy | imap | NO [CONTACTADMIN] Account is locked
            M36 | transient | imap | NO [INUSE] Mailbox in use
            M36 | transient | pop3 | -ERR [IN-USE] Do you have another POP session running?
            M37 | throttling | imap | NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)
            M37 | throttling | pop3 | -ERR [LOGIN-DELAY] minimum time between mail checks violation
            M40 | credential | pop3 | -ERR [AUTH] Authentication failed.
            M41 | transient | pop3 | -ERR [SYS/TEMP] Temporary authentication failure.
            M42 | configuration | pop3 | -ERR [SYS/PERM] Failed to open mailbox
            M50 | credential | smtp | 334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJtYWlsIn0=
            M51 | consent | smtp | 334 eyJzdGF0dXMiOiJpbnN1ZmZpY2llbnRfc2NvcGUiLCJzY29wZSI6ImltYXAifQ==
            M52 | protocol | smtp | 501 5.5.2 Cannot Base64-decode Client responses
            """;

    @TestFactory
    Stream<DynamicTest> exchangeIsUnderstood() {
        return tests(EXCHANGE);
    }

    @TestFactory
    Stream<DynamicTest> gmailIsUnderstood() {
        return tests(GMAIL);
    }

    @TestFactory
    Stream<DynamicTest> otherServersAreUnderstoodByTheStandards() {
        return tests(STANDARDS);
    }

    private static Stream<DynamicTest> tests(String table) {
        return MailAnswer.parse(table)
                .map(answer -> dynamicTest(
                        answer.toString(), () -> answer.forms().forEach(form -> assertKnown(answer, form))));
    }

    private static void assertKnown(MailAnswer answer, String form) {
        Diagnosis diagnosis = Diagnosis.ofText(form);

        assertThat(diagnosis.id()).as("%s%n%s", form, diagnosis).isEqualTo(answer.id());
        assertThat(diagnosis.kind()).as(form).isEqualTo(answer.kind());
    }

    @TestFactory
    Stream<DynamicTest> whatCanBeRehearsedIsUnderstood() {
        return MailScenario.all().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(), () -> scenario.replies().forEach(reply -> assertKnown(scenario, reply))));
    }

    /**
     * Some scenarios differ by the token or an earlier reply alone: they are among the causes, or at least of the class, of
     * what this reply says.
     */
    private static void assertKnown(MailScenario scenario, String reply) {
        Diagnosis diagnosis = Diagnosis.ofText(reply);

        List<String> found =
                new ArrayList<>(List.of(diagnosis.id(), diagnosis.id().replaceFirst("[a-z]$", "")));
        diagnosis.causes().forEach(cause -> found.add(cause.id()));
        boolean sameClass = scenario.ids().stream()
                .flatMap(id -> Catalogue.builtIn().entry(id).stream())
                .anyMatch(entry -> entry.kind() == diagnosis.kind());
        assertThat(sameClass || found.stream().anyMatch(scenario.ids()::contains))
                .as("%s%n%s", reply, diagnosis)
                .isTrue();
    }
}
