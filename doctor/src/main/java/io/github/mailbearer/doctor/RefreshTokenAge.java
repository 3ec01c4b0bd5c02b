package io.github.mailbearer.doctor;

import io.github.mailbearer.msal.ConnectedMailbox;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.MailboxConnector;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** How long ago a connected mailbox's refresh token was used: after 90 days of silence it lapses. */
final class RefreshTokenAge {

    /** Only to look rows up; nobody comes back to it. */
    private static final URI NOWHERE = URI.create("http://localhost/none");

    private final SetUp setUp;

    RefreshTokenAge(SetUp setUp) {
        this.setUp = setUp;
    }

    Finding judged(EntraApplication application, Finding sofar) {
        Optional<ConnectedMailbox> mailbox = MailboxConnector.builder(
                        application, Objects.requireNonNull(setUp.settings().store))
                .redirectUri(NOWHERE)
                .scopes(setUp.scopes())
                .sealingKeys(EncryptionKeys.of("unused", new byte[32]))
                .build()
                .find(setUp.account());
        return mailbox.map(found -> judged(found, sofar)).orElse(sofar);
    }

    private static Finding judged(ConnectedMailbox mailbox, Finding sofar) {
        Finding finding = switch (mailbox.health()) {
            case WORKING -> sofar;
            case KEEP_ALIVE_DUE ->
                Finding.warn(
                        "The refresh token has not been used for 60 days, and lapses after 90.",
                        "Call MailboxConnector.keepAlive() once a day.");
            case SIGN_IN_NEEDED, UNREADABLE ->
                Finding.warn(
                        "The person has to sign in again"
                                + mailbox.reason().map(reason -> ": " + reason).orElse("."),
                        "Connect the mailbox again.");
        };
        return finding.with(sofar.evidence()).with("refresh token used", Words.of(mailbox.refreshedAt()));
    }
}
