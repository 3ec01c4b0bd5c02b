package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.msal.CredentialHealth;
import io.github.mailbearer.msal.EntraApplication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 14: what will end the peace one day: credentials, refresh tokens, limits. */
final class LongevityCheck extends Examination {

    private final SetUp setUp;

    LongevityCheck(SetUp setUp) {
        super("14", "What will end", "0a", "0b");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        EntraApplication application = new TokenSource(setUp).application().orElse(null);
        Finding finding = credential(application);
        if (application != null && setUp.settings().store != null && finding.status() == Status.PASS) {
            finding = new RefreshTokenAge(setUp).judged(application, finding);
        }
        if (setUp.profile().isMicrosoft() && setUp.protocol() == MailProtocol.SMTP) {
            finding = finding.with("connections a mailbox may have at once", Calendar.value("smtp.connections"))
                    .with("messages a minute", Calendar.value("smtp.messages-per-minute"))
                    .with("Basic authentication", Calendar.value("smtp.basic-authentication"))
                    .with("as of", Calendar.value("asOf"));
        }
        return finding;
    }

    private static Finding credential(@Nullable EntraApplication application) {
        if (application == null) {
            return Finding.pass("Who gives the tokens knows how long that will last.");
        }
        CredentialHealth health = application.credentialHealth();
        String end = health.expiresAt().map(Words::of).orElse("not known");
        Remedy renewal = Remedy.of(
                "Entra admin center > App registrations > the application > Certificates & secrets: make a new one, deploy it,"
                        + " then delete the old one. EntraCredential.overlapping(newer, older) takes both meanwhile.",
                List.of());
        Finding finding = switch (health.state()) {
            case OK -> Finding.pass("The credential lasts.");
            case EXPIRING ->
                Finding.warn("The credential ends in " + health.daysLeft().orElse(0) + " days.", renewal);
            case EXPIRED -> Finding.warn("The credential has ended, by this machine's clock.", renewal);
            case UNKNOWN ->
                Finding.pass("When the credential ends is not known: give EntraCredential.secret(value, expiresAt)"
                        + " to be warned.");
        };
        return finding.with("credential ends", end);
    }
}
