package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.OAuth2Sessions;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.util.Locale;

/** 9: whether the server lets the mailbox in, on the way that the application takes. */
final class SignInCheck extends Examination {

    private final SetUp setUp;

    SignInCheck(SetUp setUp) {
        super("9", "Sign-in", "0e", "0f", "4", "7", "8b");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the sign-in at " + setUp.address();
    }

    @Override
    Finding examine(Findings known) throws Exception {
        TokenSource source = new TokenSource(setUp);
        RationedTokens tokens = new RationedTokens(known.required(AccessToken.class), source.provider());
        Session session = session(tokens);
        String protocol = setUp.protocol().name().toLowerCase(Locale.ROOT);
        Service service =
                setUp.protocol() == MailProtocol.SMTP ? session.getTransport(protocol) : session.getStore(protocol);
        Finding finding;
        try {
            service.connect();
            finding = Finding.pass("The server lets " + setUp.settings().mailbox + " in.")
                    .leaving(new SignedIn(session, service));
        } catch (MessagingException e) {
            finding = new Trouble(setUp).of(e, latest(known, tokens));
        }
        return finding.with("user in the authentication message", setUp.user())
                .with("sign-ins", tokens.handedOut())
                .with("fresh token after a refusal", tokens.handedOut() > 1 ? "yes" : null);
    }

    /** What is known, with the claims of the token that was presented last. */
    private static Findings latest(Findings known, RationedTokens tokens) {
        return TokenClaims.of(tokens.last())
                .map(claims -> known.with("9", Finding.pass("").leaving(claims)))
                .orElse(known);
    }

    private Session session(RationedTokens tokens) {
        DoctorSettings settings = setUp.settings();
        OAuth2Sessions.Builder session = OAuth2Sessions.builder(tokens)
                .uncached()
                .platform(setUp.profile().platform())
                .server(setUp.server())
                .allowHost(setUp.server().host())
                .user(settings.mailbox);
        if (settings.signedInAs != null) {
            session.signedInAs(settings.signedInAs);
        }
        if (settings.sslContext != null) {
            session.sslContext(settings.sslContext);
        }
        String millis = String.valueOf(Math.max(1, setUp.patience().toMillis()));
        for (MailProtocol protocol : MailProtocol.values()) {
            String prefix = "mail." + protocol.name().toLowerCase(Locale.ROOT);
            session.property(prefix + ".connectiontimeout", millis)
                    .property(prefix + ".timeout", millis)
                    .property(prefix + ".writetimeout", millis);
        }
        return session.build();
    }
}
