package io.github.mailbearer.msal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How a {@link MailboxConnector} was built.
 *
 * @param sealer what encrypts the browser value
 * @param anyAccount whether others than the named mailbox may sign in, when a sign-in begins here
 */
record ConnectSettings(
        EntraApplication application,
        Connections connections,
        Sealer sealer,
        URI redirectUri,
        ConnectScopes scopes,
        boolean anyAccount,
        InstantSource clock,
        Pauses.Sleeper sleeper) {

    /** Pauses that are waited through within a bound. */
    Pauses pauses(Duration bound) {
        return new Pauses(sleeper, Duration.ofMillis(25), Duration.ofMillis(500), bound);
    }

    Instant now() {
        return clock.instant();
    }

    /** What a browser value is sealed for, so that one of another application does not open. */
    Object[] sealContext() {
        return new Object[] {
            "connect",
            application.tenantId().toLowerCase(Locale.ROOT),
            application.clientId().toLowerCase(Locale.ROOT)
        };
    }
}
