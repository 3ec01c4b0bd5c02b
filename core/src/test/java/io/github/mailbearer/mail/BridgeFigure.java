package io.github.mailbearer.mail;

import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An operation of the bridge, and what it costs, however the token is presented and refused. */
record BridgeFigure(
        MailProtocol protocol, String operation, String tokenPrefix, List<Step> before, Step measured, String ours) {

    /** One way to present a token and to refuse it. */
    record Variant(SaslMechanism mechanism, Refusal refusal) {

        static Stream<Variant> of(MailProtocol protocol) {
            return Stream.of(SaslMechanism.values())
                    .filter(mechanism -> protocol != MailProtocol.POP3 || mechanism == SaslMechanism.XOAUTH2)
                    .flatMap(mechanism -> Stream.of(Refusal.DIRECT, Refusal.CHALLENGE)
                            .map(refusal -> new Variant(mechanism, refusal)));
        }
    }

    static Stream<BridgeFigure> all() {
        return Stream.of(smtp(), imap(), pop3()).flatMap(rows -> rows);
    }

    private static Stream<BridgeFigure> smtp() {
        Rows smtp = new Rows(MailProtocol.SMTP);
        List<Step> sent = List.of(Trial::send);
        return Stream.of(
                smtp.row("send", sent, Trial::send, "1/1/0 0 ok"),
                smtp.row("send after a rollover", List.of(Trial::send, Trial::rollOver), Trial::send, "1/1/0 1 ok"),
                smtp.row(
                        "same Transport reconnects after a rollover",
                        List.of(Trial::connect, Trial::disconnect, Trial::rollOver),
                        Trial::connectAgain,
                        "1/1/0 1 ok"),
                smtp.row("Spring connects", sent, BridgeFigure::connectBySpring, "1/1/0 0 ok"),
                smtp.row("send, token revoked", List.of(Trial::send, Trial::revoke), Trial::send, "2/2/1 1 ok"),
                smtp.row(
                        "send after that", List.of(Trial::send, Trial::revoke, Trial::send), Trial::send, "1/1/0 0 ok"),
                smtp.row(
                        "send, every token refused",
                        List.of(Trial::send, Trial::refuseEverything),
                        Trial::send,
                        "2/2/2 1 TokenRejectedException"),
                smtp.row(
                        "send, token denied",
                        List.of(BridgeFigure::denied),
                        Trial::send,
                        "0/0/0 1 NoTokenException <- TokenRequestDeniedException"),
                smtp.row(
                        "send, no token just now",
                        List.of(BridgeFigure::unavailable),
                        Trial::send,
                        "0/0/0 1 LoginFailedException <- TokenUnavailableException"),
                new BridgeFigure(
                        MailProtocol.SMTP,
                        "send, 9 000 characters, lines of 512",
                        "t".repeat(8999),
                        List.of(trial -> trial.server.maximumCommandLine(512)),
                        Trial::send,
                        "1/1/0 1 ok"),
                smtp.row(
                        "send, no TLS on offer",
                        List.of(trial -> trial.server.advertiseStartTls(false)),
                        Trial::send,
                        "1/0/0 1 LoginFailedException <- MessagingException"));
    }

    private static Stream<BridgeFigure> imap() {
        Rows imap = new Rows(MailProtocol.IMAP);
        List<Step> open = List.of(Trial::connect, Trial::open);
        return Stream.of(
                imap.row("connect", List.of(Trial::connect), Trial::connect, "1/1/0 0 ok"),
                imap.row(
                        "connect after a rollover",
                        List.of(Trial::connect, Trial::rollOver),
                        Trial::connect,
                        "1/1/0 1 ok"),
                imap.row("pool growth", open, Trial::open, "1/1/0 0 ok"),
                imap.row(
                        "pool growth after a rollover",
                        List.of(Trial::connect, Trial::open, Trial::rollOver),
                        Trial::open,
                        "1/1/0 1 ok"),
                imap.row(
                        "connect() after a drop and a rollover",
                        List.of(Trial::connect, Trial::loseConnection, Trial::rollOver),
                        Trial::connectAgain,
                        "1/1/0 1 ok"),
                imap.row(
                        "STATUS after a rollover",
                        List.of(Trial::connect, Trial::open, Trial::rollOver),
                        Trial::status,
                        "1/1/0 1 ok"),
                imap.row(
                        "pool growth, token revoked",
                        List.of(Trial::connect, Trial::open, Trial::revoke),
                        Trial::open,
                        "1/2/1 1 ok"),
                imap.row(
                        "pool growth, every token refused",
                        List.of(Trial::connect, Trial::open, Trial::refuseEverything),
                        Trial::open,
                        "1/2/2 1 MessagingException <- TokenRejectedException"),
                imap.row(
                        "pool growth, token denied",
                        List.of(Trial::connect, Trial::open, Trial::rollOver, BridgeFigure::denied),
                        Trial::open,
                        "0/0/0 1 MessagingException <- NoTokenException <- TokenRequestDeniedException"),
                imap.row(
                        "connect, no token on offer",
                        List.of(trial -> trial.server.mechanisms("PLAIN", "LOGIN")),
                        Trial::connect,
                        "1/0/0 1 LoginFailedException"));
    }

    private static Stream<BridgeFigure> pop3() {
        Rows pop3 = new Rows(MailProtocol.POP3);
        List<Step> read = List.of(Trial::connect, Trial::openAndClose);
        return Stream.of(
                pop3.row("connect", List.of(Trial::connect), Trial::connect, "1/1/0 0 ok"),
                pop3.row(
                        "connect after a rollover",
                        List.of(Trial::connect, Trial::rollOver),
                        Trial::connect,
                        "1/1/0 1 ok"),
                pop3.row("re-open", read, Trial::openAndClose, "1/1/0 0 ok"),
                pop3.row(
                        "re-open after a rollover",
                        List.of(Trial::connect, Trial::openAndClose, Trial::rollOver),
                        Trial::openAndClose,
                        "1/1/0 1 ok"),
                pop3.row(
                        "re-open, token revoked",
                        List.of(Trial::connect, Trial::openAndClose, Trial::revoke),
                        Trial::openAndClose,
                        "2/2/1 1 ok"),
                pop3.row(
                        "re-open, every token refused",
                        List.of(Trial::connect, Trial::openAndClose, Trial::refuseEverything),
                        Trial::openAndClose,
                        "2/2/2 1 TokenRejectedException"),
                pop3.row(
                        "connect() after a drop",
                        List.of(Trial::connect, Trial::loseConnection),
                        Trial::connectAgain,
                        "1/1/0 0 ok"));
    }

    private static void denied(Trial trial) {
        trial.tokens.failWith(new TokenRequestDeniedException("AADSTS7000215: wrong secret"));
    }

    private static void unavailable(Trial trial) {
        trial.tokens.failWith(new TokenUnavailableException("the token endpoint is down"));
    }

    private static void connectBySpring(Trial trial) throws MessagingException {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setSession(trial.session);
        sender.setPassword("whatever a properties file holds");
        sender.testConnection();
    }

    private record Rows(MailProtocol protocol) {
        BridgeFigure row(String operation, List<Step> before, Step measured, String ours) {
            return new BridgeFigure(protocol, operation, "token-", before, measured, ours);
        }
    }

    @Override
    public String toString() {
        return protocol + " " + operation;
    }
}
