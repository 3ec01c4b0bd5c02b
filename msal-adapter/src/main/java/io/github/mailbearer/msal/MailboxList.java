package io.github.mailbearer.msal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connected mailboxes as callers see them. */
final class MailboxList {

    /** How long Entra keeps a refresh token that is not used. */
    private static final Duration LAPSE = Duration.ofDays(90);

    private static final Duration KEEP_ALIVE_DUE = Duration.ofDays(60);

    private final ConnectSettings settings;

    MailboxList(ConnectSettings settings) {
        this.settings = settings;
    }

    List<ConnectedMailbox> list() {
        List<ConnectedMailbox> found = new ArrayList<>();
        for (TokenCacheKey key : settings.connections().mailboxes()) {
            read(key).ifPresent(found::add);
        }
        return found;
    }

    Optional<ConnectedMailbox> find(String mailbox) {
        return read(settings.connections().mailboxKey(mailbox));
    }

    boolean disconnect(String mailbox) {
        return settings.connections().store().delete(settings.connections().mailboxKey(mailbox));
    }

    private Optional<ConnectedMailbox> read(TokenCacheKey key) {
        try {
            return Optional.ofNullable(settings.connections().load(key).connection())
                    .map(connection -> of(key, connection, settings.now()));
        } catch (UnreadableTokenCacheException | UnknownKeyException e) {
            return Optional.of(new ConnectedMailbox(
                    key.mailbox(),
                    key.mailbox(),
                    key.tenantId(),
                    Set.of(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    ConnectionHealth.UNREADABLE,
                    e.getMessage()));
        }
    }

    static ConnectedMailbox of(TokenCacheKey key, Connection connection, Instant now) {
        Duration silence = Duration.between(connection.refreshedAt(), now);
        return new ConnectedMailbox(
                key.mailbox(),
                connection.account().username(),
                connection.account().tenantId(),
                connection.scopes(),
                connection.connectedAt(),
                connection.refreshedAt(),
                health(connection, silence),
                reason(connection, silence));
    }

    private static ConnectionHealth health(Connection connection, Duration silence) {
        if (connection.refusal() != null || silence.compareTo(LAPSE) > 0) {
            return ConnectionHealth.SIGN_IN_NEEDED;
        }
        return silence.compareTo(KEEP_ALIVE_DUE) > 0 ? ConnectionHealth.KEEP_ALIVE_DUE : ConnectionHealth.WORKING;
    }

    private static @Nullable String reason(Connection connection, Duration silence) {
        Connection.Refusal refusal = connection.refusal();
        if (refusal != null) {
            String number = refusal.number() == 0 ? "" : ", AADSTS" + refusal.number();
            return "Entra refused the refresh token (" + refusal.error() + number + ") at " + refusal.at()
                    + ": connect the mailbox again."
                    + (refusal.number() == 0
                            ? ""
                            : " See https://login.microsoftonline.com/error?code=" + refusal.number());
        }
        if (silence.compareTo(LAPSE) > 0) {
            return "The refresh token has not been used since " + connection.refreshedAt()
                    + ", and Entra lets one lapse after 90 days: connect the mailbox again.";
        }
        return silence.compareTo(KEEP_ALIVE_DUE) > 0
                ? "The refresh token has not been used since " + connection.refreshedAt()
                        + "; Entra lets it lapse after 90 days: call MailboxConnector.keepAlive() once a day."
                : null;
    }
}
