package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server that plays transcripts. */
@Timeout(20)
class TranscriptServerTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private static TranscriptServer play(String transcript) {
        return new TranscriptServer(Transcript.parse(transcript), Delivery.WHOLE, CERTIFICATES, Duration.ofMillis(200));
    }

    private static Socket connect(TranscriptServer server) throws IOException {
        Socket socket = new Socket(server.host(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String receive(Socket socket, int octets) throws IOException {
        return new String(socket.getInputStream().readNBytes(octets), StandardCharsets.UTF_8);
    }

    private static String receiveAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Socket startTls(Socket socket, TranscriptServer server) throws IOException {
        SSLSocket tls = (SSLSocket)
                server.clientContext().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        tls.startHandshake();
        return tls;
    }

    @ParameterizedTest
    @EnumSource
    void playsAWholeSessionOfAMailClient(Delivery delivery) throws Exception {
        String transcript = """
                # Angus Mail, STARTTLS, one refusal, then a second connection.
                S: * OK ready
                C: {tag} CAPABILITY
                S: * CAPABILITY IMAP4rev1 STARTTLS
                S: {tag} OK done
                C: {tag} STARTTLS
                S: {tag} OK go
                -- starttls
                C: {tag} CAPABILITY
                S: * CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR
                S: {tag} OK done
                C: {tag} AUTHENTICATE XOAUTH2 {base64}
                S: {tag} NO AUTHENTICATE failed.
                -- next
                S: * BYE too many
                -- close
                """;
        try (TranscriptServer server = TranscriptServer.play(transcript, delivery, CERTIFICATES)) {
            Properties properties = new Properties();
            properties.put("mail.imap.starttls.required", "true");
            properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
            properties.put("mail.imap.timeout", "5000");
            properties.put("mail.imap.ssl.socketFactory", server.clientContext().getSocketFactory());
            for (String reason : new String[] {"AUTHENTICATE failed.", "too many"}) {
                try (Store store = Session.getInstance(properties).getStore("imap")) {
                    assertThatThrownBy(() -> store.connect(server.host(), server.port(), "me", "token"))
                            .isInstanceOf(MessagingException.class)
                            .hasMessageContaining(reason);
                }
            }
            server.verify();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameOctetsInEveryDelivery(Delivery delivery) throws Exception {
        try (TranscriptServer server = TranscriptServer.play("S: Gr\u00fc\u00dfe \nS:\nC:\nS: x\n-- close", delivery);
                Socket client = connect(server)) {
            assertThat(receive(client, 12)).isEqualTo("Gr\u00fc\u00dfe \r\n\r\n");
            send(client, "");
            assertThat(receiveAll(client)).isEqualTo("x\r\n");
            server.verify();
        }
    }

    @Test
    void sendsInPiecesOfTheKindAskedFor() throws Exception {
        for (Delivery delivery : Delivery.values()) {
            PieceCounter pieces = new PieceCounter();
            new TranscriptPlayer(new Wire(pieces), delivery, CERTIFICATES.serverContext(), line -> {})
                    .play(Transcript.parse("S: ab\nS: c\n# comment\nS: d\nC: x\nS: e")
                            .connections()
                            .get(0));
            assertThat(pieces.written)
                    .isEqualTo(
                            switch (delivery) {
                                case WHOLE -> "ab\r\nc\r\nd\r\n|e\r\n|";
                                case BY_LINE -> "ab\r\n|c\r\n|d\r\n|e\r\n|";
                                case BY_BYTE -> "a|b|\r|\n|c|\r|\n|d|\r|\n|e|\r|\n|";
                            });
        }
    }

    @Test
    void sendsTheLineEndBeforeTlsInOnePiece() throws Exception {
        PieceCounter pieces = new PieceCounter();
        TranscriptPlayer player =
                new TranscriptPlayer(new Wire(pieces), Delivery.BY_BYTE, CERTIFICATES.serverContext(), line -> {});
        assertThatThrownBy(() -> player.play(
                        Transcript.parse("S: ab\n-- starttls").connections().get(0)))
                .isInstanceOf(IOException.class);
        assertThat(pieces.written).startsWith("a|b|\r\n|");
    }

    @Test
    void namesTheLineWhereTheClientDeparts() throws Exception {
        try (TranscriptServer server = play("# first\nS: hello\nC: {tag} A {base64}\nS: {tag} OK");
                Socket client = connect(server)) {
            send(client, "t A not-base64");
            assertThat(receiveAll(client)).isEqualTo("hello\r\n");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("transcript line 3: expected \"{tag} A {base64}\", came \"t A not-base64\"");
        }
    }

    @Test
    void noticesThatTheClientLeft() throws Exception {
        try (TranscriptServer server = play("S: hello\nC: QUIT")) {
            connect(server).close();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("transcript line 2: expected \"QUIT\", but the client left");
        }
    }

    @Test
    void noticesThatTheClientSaysMore() throws Exception {
        try (TranscriptServer server = play("S: hello");
                Socket client = connect(server)) {
            assertThat(receive(client, 7)).isEqualTo("hello\r\n");
            server.verify();
            send(client, "QUIT");
            assertThat(receiveAll(client)).isEmpty();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("after the end of the transcript came \"QUIT\"");
        }
    }

    @Test
    void noticesThatTheClientConnectsTooOften() throws Exception {
        try (TranscriptServer server = play("S: hello\n-- close");
                Socket first = connect(server)) {
            receiveAll(first);
            try (Socket second = connect(server)) {
                assertThat(receiveAll(second)).isEmpty();
            }
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("the client connected 2 times, the transcript has 1");
        }
    }

    @Test
    void waitsNoLongerThanItsPatience() throws Exception {
        try (TranscriptServer server = play("S: hello\nC: QUIT\n-- close\n-- next\nS: again")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("after PT0.2S transcript line 1: waiting for \"S: hello\"");
            try (Socket client = connect(server)) {
                assertThat(receive(client, 7)).isEqualTo("hello\r\n");
                assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(server::verify)
                        .withMessage("after PT0.2S transcript line 2: waiting for \"C: QUIT\"");
            }
        }
    }

    @Test
    void keepsTheCauseOfABrokenConnection() throws Exception {
        try (TranscriptServer server = play("-- starttls\nS: hello");
                Socket client = connect(server)) {
            send(client, "no TLS at all");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessage("the connection broke at transcript line 1, \"-- starttls\"")
                    .withCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void learnsTheTagOfEachCommand() throws Exception {
        try (TranscriptServer server = play("-- starttls\nC: {tag} A {any}\nS: {tag} B\nC: {tag} {tag}\nS: {tag}.");
                Socket client = startTls(connect(server), server)) {
            send(client, "a1 A ");
            assertThat(receive(client, 6)).isEqualTo("a1 B\r\n");
            send(client, "a2 a2");
            assertThat(receive(client, 5)).isEqualTo("a2.\r\n");
            server.verify();
        }
    }

    @Test
    void takesItsOwnEndForNoDeviation() throws Exception {
        TranscriptServer server = play("S: hello\nC: QUIT");
        try (Socket client = connect(server)) {
            receive(client, 7);
            server.close();

            assertThat(client.getInputStream().read()).isNegative();
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(server::verify)
                    .withMessageContaining("waiting for \"C: QUIT\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# only a comment", "S: a\n-- next\n", "-- next\nS: a", "X: a", "-- stop", "S: {tag} OK"})
    void playsNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptServer.play(text, Delivery.WHOLE, CERTIFICATES))
                .withMessageMatching("(?s).*line \\d.*: (begin it with|write|let) .*");
    }

    /** A socket whose client has said {@code x}, which notes each piece that is written. */
    private static final class PieceCounter extends Socket {

        private String written = "";

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream("x\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    written += (char) octet + "|";
                }

                @Override
                public void write(byte[] octets) {
                    written += new String(octets, StandardCharsets.US_ASCII) + "|";
                }
            };
        }
    }
}
