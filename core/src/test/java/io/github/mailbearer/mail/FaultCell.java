package io.github.mailbearer.mail;

import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.sasl.SaslMechanism;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One way to open a connection while one thing is wrong. */
record FaultCell(
        MailProtocol protocol, SaslMechanism mechanism, TransportSecurity security, Fault fault, Occasion occasion) {

    /** Why a connection is opened. */
    enum Occasion {
        CONNECT(List.of(), Trial::connect),
        POOL_GROWTH(List.of(Trial::connect, Trial::open), Trial::open),
        REOPEN(List.of(Trial::connect, Trial::openAndClose), Trial::openAndClose),
        RECONNECT(List.of(Trial::connect, Trial::loseConnection), Trial::connectAgain);

        private final List<Step> before;
        private final Step opening;

        Occasion(List<Step> before, Step opening) {
            this.before = before;
            this.opening = opening;
        }

        /** What goes well before. */
        List<Step> before() {
            return before;
        }

        Step opening() {
            return opening;
        }
    }

    static Stream<FaultCell> all() {
        return Stream.of(MailProtocol.values())
                .flatMap(protocol -> Stream.of(SaslMechanism.values())
                        .flatMap(mechanism -> Stream.of(TransportSecurity.values())
                                .flatMap(security -> Stream.of(Fault.values())
                                        .flatMap(fault -> Stream.of(Occasion.values())
                                                .map(occasion -> new FaultCell(
                                                        protocol, mechanism, security, fault, occasion))))))
                .filter(cell -> cell.whyNot().isEmpty());
    }

    /** Why such a thing cannot happen, if it cannot. */
    private Optional<String> whyNot() {
        if (protocol == MailProtocol.POP3 && mechanism == SaslMechanism.OAUTHBEARER) {
            return Optional.of("Angus Mail has no OAUTHBEARER for POP3");
        }
        if (occasion == Occasion.POOL_GROWTH && protocol != MailProtocol.IMAP) {
            return Optional.of("only stores of IMAP have a pool of connections");
        }
        if (occasion == Occasion.REOPEN && protocol != MailProtocol.POP3) {
            return Optional.of("only a folder of POP3 needs a new connection to be opened again");
        }
        if (fault == Fault.STRIPPED && security == TransportSecurity.IMPLICIT_TLS) {
            return Optional.of("where TLS comes first there is no STARTTLS to be removed");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return String.join(" ", protocol.name(), mechanism.name(), security.name(), fault.name(), "at", occasion.name())
                .replace('_', ' ');
    }
}
