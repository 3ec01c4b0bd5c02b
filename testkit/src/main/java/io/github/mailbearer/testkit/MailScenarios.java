package io.github.mailbearer.testkit;

import java.util.List;
import java.util.stream.Stream;

/** The scenarios of mail servers, from all who have some. */
final class MailScenarios {

    static final List<MailScenario> ALL = Stream.of(
                    SmtpSignInScenarios.all(),
                    TokenScenarios.all(),
                    SmtpSendingScenarios.all(),
                    GmailScenarios.all(),
                    ReadingScenarios.all())
            .flatMap(List::stream)
            .map(data -> new MailScenario(data, true))
            .toList();

    private MailScenarios() {}
}
