package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.FakeEntra;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Three messages on this machine: with a new token, after it has ended, and after it was revoked before its end. */
final class FakeRun {

    private final Screen screen;
    private final MovableClock clock;
    private final FakeEntra entra;
    private final FakeMail mail;
    private final Session session;
    private final Map<String, Figures> summary = new LinkedHashMap<>();

    FakeRun(Screen screen, MovableClock clock, FakeEntra entra, FakeMail mail) {
        this.screen = screen;
        this.clock = clock;
        this.entra = entra;
        this.mail = mail;
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build();
        TokenProvider tokens = CachingTokenProvider.builder(
                        new TokensOfMovedTime(MsalTokenProvider.clientCredentials(application), clock))
                .clock(clock)
                .listener(new TokenNews(screen))
                .build();
        session = OAuth2Sessions.builder(tokens)
                .server(mail.smtp())
                .server(mail.imap())
                .sslContext(mail.clientTls())
                .user(FakeMail.SENDER)
                .build();
    }

    static void run(Screen screen) throws MessagingException, UnexpectedOutcome {
        MovableClock clock = new MovableClock();
        try (FakeEntra entra = FakeEntra.builder().clock(clock).start();
                FakeMail mail = FakeMail.start(entra.tokens())) {
            new FakeRun(screen, clock, entra, mail).run();
        }
    }

    void run() throws MessagingException, UnexpectedOutcome {
        screen.title("Mailbearer: three messages with OAuth 2.0, there and back, without leaving this machine");
        screen.line("Entra", "a fake one at " + entra.uri() + " that issues signed tokens");
        screen.line(
                "mail server",
                "GreenMail, SMTP on port " + mail.smtp().port() + " and IMAP on port "
                        + mail.imap().port() + ", TLS, verifies them");
        screen.line("mailboxes", FakeMail.SENDER + " writes to " + FakeMail.RECIPIENT);

        step("First message", new Figures(1, 1, 0, 1));

        clock.advance(Duration.ofMinutes(61));
        step("An hour later: the token has ended", new Figures(1, 1, 0, 1));

        clock.advance(Duration.ofMinutes(10));
        entra.revokeAll();
        step("Ten minutes later: the token was revoked", new Figures(2, 2, 1, 1));

        screen.tableHead("Counted by the servers");
        summary.forEach(screen::tableRow);
        screen.success("All three messages were sent and read back, at the cost expected.");
    }

    private void step(String what, Figures expected) throws MessagingException, UnexpectedOutcome {
        int number = summary.size() + 1;
        Figures before = figures();
        screen.step(number, what);
        Letter letter = Letter.numbered(number);
        letter.send(session, FakeMail.RECIPIENT);
        screen.line("SMTP", "sent \"" + letter.subject() + "\"");

        Letter received = new Inbox(session, FakeMail.RECIPIENT).newest();
        if (!received.equals(letter)) {
            throw new UnexpectedOutcome("The inbox holds " + received + " where " + letter + " should have arrived.");
        }
        screen.line("IMAP", "read it back, the same text");

        Figures cost = figures().since(before);
        if (!cost.equals(expected)) {
            throw new UnexpectedOutcome("Step " + number + " cost " + cost + " where " + expected + " was expected.");
        }
        summary.put(number + "  " + what, cost);
    }

    private Figures figures() {
        return mail.figures(entra.tokenRequestCount());
    }
}
