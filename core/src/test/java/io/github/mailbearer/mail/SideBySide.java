package io.github.mailbearer.mail;

import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.mail.Trial.Way;
import java.util.List;
import java.util.stream.Stream;

/**
 * An operation, and what it costs plain Jakarta Mail with an Authenticator and the bridge: connections, AUTHs and failed
 * AUTHs, how often somebody was asked for a token, and how it ended.
 */
record SideBySide(
        MailProtocol protocol, String operation, Way way, List<Step> before, Step measured, String naive, String ours) {

    private static final String LATER = " after a rollover";

    static Stream<SideBySide> all() {
        return Stream.of(smtp(), imap(), pop3()).flatMap(rows -> rows);
    }

    private static Stream<SideBySide> smtp() {
        Rows smtp = new Rows(MailProtocol.SMTP, Way.NAIVE);
        return Stream.of(
                smtp.row("send, first token", List.of(), Trial::send, "1/1/0 1 ok", "1/1/0 1 ok"),
                smtp.row("send, same token", List.of(Trial::send), Trial::send, "1/1/0 0 ok", "1/1/0 0 ok"),
                smtp.row(
                        "send, first" + LATER,
                        List.of(Trial::send, Trial::rollOver),
                        Trial::send,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                smtp.row(
                        "send, second" + LATER,
                        List.of(Trial::send, Trial::rollOver, Trial::send),
                        Trial::send,
                        "2/2/1 1 ok",
                        "1/1/0 0 ok"),
                smtp.row(
                        "send, third" + LATER,
                        List.of(Trial::send, Trial::rollOver, Trial::send, Trial::send),
                        Trial::send,
                        "2/2/1 1 ok",
                        "1/1/0 0 ok"),
                smtp.row(
                        "getTransport().connect()" + LATER,
                        List.of(Trial::send, Trial::rollOver),
                        Trial::connect,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                smtp.row(
                        "connect(host, port, user, null)" + LATER + ", first time",
                        List.of(Trial::send, Trial::rollOver),
                        Trial::connectByPort,
                        "1/1/0 1 ok",
                        "1/1/0 1 ok"),
                smtp.row(
                        "send(message, user, fresh token)",
                        List.of(Trial::send, Trial::rollOver),
                        Trial::sendWithTheTokenAsPassword,
                        "1/1/0 0 ok",
                        "1/1/0 1 ok"),
                smtp.row(
                        "same Transport reconnects" + LATER,
                        List.of(Trial::connect, Trial::disconnect, Trial::rollOver),
                        Trial::connectAgain,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                smtp.row(
                        "same Transport reconnects once more",
                        List.of(
                                Trial::connect,
                                Trial::disconnect,
                                Trial::rollOver,
                                Trial::connectAgain,
                                Trial::disconnect),
                        Trial::connectAgain,
                        "1/1/0 0 ok",
                        "1/1/0 0 ok"),
                smtp.row(
                        "send, every token refused",
                        List.of(Trial::send, Trial::refuseEverything),
                        Trial::send,
                        "2/2/2 1 AuthenticationFailedException",
                        "2/2/2 1 TokenRejectedException"));
    }

    private static Stream<SideBySide> imap() {
        return Stream.of(Way.NAIVE, Way.NAIVE_REFRESHING)
                .flatMap(way -> imap(new Rows(MailProtocol.IMAP, way), way == Way.NAIVE_REFRESHING));
    }

    private static Stream<SideBySide> imap(Rows imap, boolean refreshing) {
        List<Step> grown = List.of(Trial::connect, Trial::open);
        List<Step> rolled = List.of(Trial::connect, Trial::open, Trial::rollOver);
        String failed = "1/1/1 0 MessagingException";
        String closed = "1/1/1 0 StoreClosedException";
        return Stream.of(
                imap.row("connect, first token", List.of(), Trial::connect, "1/1/0 1 ok", "1/1/0 1 ok"),
                imap.row(
                        "pool growth, same token",
                        grown,
                        Trial::open,
                        refreshing ? "1/1/0 1 ok" : "1/1/0 0 ok",
                        "1/1/0 0 ok"),
                imap.row("pool growth" + LATER, rolled, Trial::open, refreshing ? "1/1/0 1 ok" : failed, "1/1/0 1 ok"),
                imap.row("STATUS" + LATER, rolled, Trial::status, refreshing ? "1/1/0 1 ok" : closed, "1/1/0 1 ok"),
                imap.row("LIST" + LATER, rolled, Trial::list, refreshing ? "1/1/0 1 ok" : closed, "1/1/0 1 ok"),
                imap.row(
                        "connect() after a drop and a rollover",
                        List.of(Trial::connect, Trial::loseConnection, Trial::rollOver),
                        Trial::connectAgain,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                imap.row(
                        "new Store connects" + LATER,
                        List.of(Trial::connect, Trial::rollOver),
                        Trial::connect,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                imap.row(
                        "new Store connects once more",
                        List.of(Trial::connect, Trial::rollOver, Trial::connect),
                        Trial::connect,
                        "2/2/1 1 ok",
                        "1/1/0 0 ok"));
    }

    private static Stream<SideBySide> pop3() {
        Rows pop3 = new Rows(MailProtocol.POP3, Way.NAIVE);
        List<Step> read = List.of(Trial::connect, Trial::openAndClose);
        List<Step> rolled = List.of(Trial::connect, Trial::openAndClose, Trial::rollOver);
        return Stream.of(
                pop3.row("connect, first token", List.of(), Trial::connect, "1/1/0 1 ok", "1/1/0 1 ok"),
                pop3.row("open and close", List.of(Trial::connect), Trial::openAndClose, "0/0/0 0 ok", "0/0/0 0 ok"),
                pop3.row("re-open, same token", read, Trial::openAndClose, "1/1/0 0 ok", "1/1/0 0 ok"),
                pop3.row(
                        "re-open" + LATER,
                        rolled,
                        Trial::openAndClose,
                        "1/1/1 0 MessagingException <- EOFException",
                        "1/1/0 1 ok"),
                pop3.row("isConnected()" + LATER, rolled, Trial::isConnected, "1/1/1 0 false", "1/1/0 1 true"),
                pop3.row(
                        "connect() of the same Store" + LATER,
                        List.of(Trial::connect, Trial::disconnect, Trial::rollOver),
                        Trial::connectAgain,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                pop3.row(
                        "new Store connects" + LATER,
                        List.of(Trial::connect, Trial::rollOver),
                        Trial::connect,
                        "2/2/1 1 ok",
                        "1/1/0 1 ok"),
                pop3.row(
                        "new Store connects once more",
                        List.of(Trial::connect, Trial::rollOver, Trial::connect),
                        Trial::connect,
                        "2/2/1 1 ok",
                        "1/1/0 0 ok"));
    }

    private record Rows(MailProtocol protocol, Way way) {
        SideBySide row(String operation, List<Step> before, Step measured, String naive, String ours) {
            return new SideBySide(protocol, operation, way, before, measured, naive, ours);
        }
    }

    @Override
    public String toString() {
        return protocol + " " + operation + (way == Way.NAIVE_REFRESHING ? ", forcepasswordrefresh" : "");
    }
}
