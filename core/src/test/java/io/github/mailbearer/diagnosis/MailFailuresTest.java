package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with mail before or beside a reply: as exceptions, and as their texts. */
class MailFailuresTest {

    private static final String SMTP_HOST = "Could not connect to SMTP host: smtp.contoso.com, port: 587";

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(
                        "S37",
                        Kind.CONFIGURATION,
                        new AuthenticationFailedException(
                                "No authentication mechanisms supported by both server and client")),
                failure("S38", Kind.PROTOCOL, new AuthenticationFailedException("failed to connect")),
                failure(
                        "S39",
                        Kind.CONFIGURATION,
                        new MessagingException(SMTP_HOST, new SSLException("Unsupported or unrecognized SSL message"))),
                failure("S40", Kind.CONFIGURATION, unreachable(25, new SocketTimeoutException("Connect timed out"))),
                failure("S40", Kind.CONFIGURATION, unreachable(587, new ConnectException("Connection refused"))),
                failure(
                        "S40",
                        Kind.CONFIGURATION,
                        new MessagingException(SMTP_HOST, new ConnectException("Connection timed out"))),
                failure(
                        "I15",
                        Kind.CREDENTIAL,
                        new MessagingException(
                                "Connect failed",
                                new EOFException(
                                        "OAUTH2 authentication failed: {\"status\":\"400\",\"schemes\":\"Bearer\","
                                                + "\"scope\":\"https://mail.google.com/\"}"))),
                failure("M1", Kind.CONFIGURATION, unreachable(993, new UnknownHostException("mail.contoso.com"))),
                failure("M2", Kind.CONFIGURATION, unreachable(993, new ConnectException("Connection refused"))),
                failure("M3", Kind.CONFIGURATION, unreachable(995, new SocketTimeoutException("Connect timed out"))),
                failure(
                        "M4",
                        Kind.TRANSIENT,
                        new MessagingException(
                                "Exception reading response (smtp)", new SocketTimeoutException("Read timed out"))),
                failure(
                        "M5",
                        Kind.CONFIGURATION,
                        new MessagingException(
                                "Could not convert socket to TLS",
                                new SSLHandshakeException(
                                        "PKIX path building failed: unable to find valid certification path to requested"
                                                + " target"))),
                failure("M6", Kind.CONFIGURATION, new MessagingException(SMTP_HOST, otherName())),
                failure(
                        "M7",
                        Kind.CONFIGURATION,
                        new MessagingException(
                                "Could not convert socket to TLS",
                                new SSLHandshakeException("Received fatal alert: handshake_failure"))),
                failure(
                        "M8",
                        Kind.TRANSIENT,
                        new MessagingException(
                                "Exception reading response (smtp)", new SocketException("Connection reset"))));
    }

    private static Arguments failure(String id, Kind kind, Throwable failure) {
        return Arguments.of(id, kind, failure);
    }

    private static MessagingException unreachable(int port, Exception cause) {
        return new MailConnectException(new SocketConnectException("connect", cause, "mail.contoso.com", port, 10_000));
    }

    private static SSLHandshakeException otherName() {
        String words = "No subject alternative DNS name matching smtp.contoso.com found.";
        SSLHandshakeException failure = new SSLHandshakeException(words);
        failure.initCause(new CertificateException(words));
        return failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void exceptionsAreUnderstood(String id, Kind kind, Throwable failure) {
        Diagnosis diagnosis = Diagnosis.of(failure);

        assertThat(diagnosis.id()).as("%s", diagnosis).isEqualTo(id);
        assertThat(diagnosis.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void soAreTheirTexts(String id, Kind kind, Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            text.append("Caused by: ").append(each).append('\n');
        }
        Diagnosis diagnosis = Diagnosis.ofText(text.toString());

        assertThat(diagnosis.id()).as("%s", diagnosis).isEqualTo(id);
        assertThat(diagnosis.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S23 | smtp: Exchange takes 30 messages per minute, the rest waits
            I14 | -ERR Protocol error. Connection is closed. 10 (POP3, token of 4096 characters and more)
            I16 | "reader" #42 prio=5 java.lang.Thread.State: RUNNABLE at org.eclipse.angus.mail.iap.ResponseInputStream.readResponse
            I16 | IMAP store.connect() hangs forever
            M60 | The connection to mail.contoso.com:143 is in clear text, so the token of a@contoso.com was not sent.
            M61 | jakarta.mail.AuthenticationFailedException: failed to connect, no password specified?
            M62 | mail.example.com does not belong to Microsoft 365 [smtp.office365.com], so it gets no token.
            M63 | a@contoso.com has 3 connections open, as many as are allowed at a time, and none was closed within PT2M.
            M64 | io.github.mailbearer.mail.MailboxPausedException: a@contoso.com was refused 3 times in a row by smtp.office365.com:587
            M65 | so it was not sent: this Session was made with requireSender().
            M66 | This Session does not sign in with tokens: make it with OAuth2Sessions
            """)
    void whatIsWrittenElsewhereIsUnderstood(String id, String text) {
        assertThat(Diagnosis.ofText(text).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.net.UnknownHostException: db.internal.contoso.com
            java.net.ConnectException: Connection refused (postgres:5432)
            java.sql.SQLException: Connection is closed.
            java.net.SocketException: Connection reset
            HTTP 429: Request is throttled
            450 messages were read
            [EXPIRED] the licence of another program
            """)
    void whatOnlyLooksLikeMailIsNotGuessed(String text) {
        assertThat(Diagnosis.ofText(text).isRecognised()).as(text).isFalse();
    }
}
