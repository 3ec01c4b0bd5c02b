package io.github.mailbearer.msal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that the application can get tokens for without a person.
 *
 * <p>In a {@link io.github.mailbearer.TokenRequest} name the {@link #mailbox}. Immutable and safe for use by several
 * threads; it says what was known when it was made.
 */
public final class ConnectedMailbox {

    private final String mailbox;
    private final String account;
    private final String tenantId;
    private final Set<String> scopes;
    private final Instant connectedAt;
    private final Instant refreshedAt;
    private final ConnectionHealth health;
    private final @Nullable String reason;

    ConnectedMailbox(
            String mailbox,
            String account,
            String tenantId,
            Set<String> scopes,
            Instant connectedAt,
            Instant refreshedAt,
            ConnectionHealth health,
            @Nullable String reason) {
        this.mailbox = mailbox;
        this.account = account;
        this.tenantId = tenantId;
        this.scopes = Set.copyOf(scopes);
        this.connectedAt = connectedAt;
        this.refreshedAt = refreshedAt;
        this.health = health;
        this.reason = reason;
    }

    /**
     * The name it was connected by, in lower case.
     *
     * @return an address
     */
    public String mailbox() {
        return mailbox;
    }

    /**
     * Who signed in, as Entra writes it. It differs from the mailbox only where the connector
     * {@linkplain MailboxConnector.Builder#allowAnyAccount allows any account}; then it is what SMTP wants as the user.
     *
     * @return the user principal name; the mailbox if it is not known
     */
    public String account() {
        return account;
    }

    /**
     * The tenant that the account signed in to. Tokens come from this one from now on.
     *
     * @return its Directory (tenant) ID
     */
    public String tenantId() {
        return tenantId;
    }

    /**
     * The scopes that were asked for, all of which were granted.
     *
     * @return full names, none of them OpenID Connect's own; immutable
     */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * When the person signed in, or the mailbox was imported.
     *
     * @return the time; the epoch if it is not known
     */
    public Instant connectedAt() {
        return connectedAt;
    }

    /**
     * When its refresh token was used last.
     *
     * @return the time; the epoch if it is not known
     */
    public Instant refreshedAt() {
        return refreshedAt;
    }

    /**
     * Whether it works as far as is known.
     *
     * @return its health
     */
    public ConnectionHealth health() {
        return health;
    }

    /**
     * Why it does not work, and what to do.
     *
     * @return a sentence or several; empty if it works
     */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return "ConnectedMailbox[" + mailbox + (account.equalsIgnoreCase(mailbox) ? "" : ", account=" + account)
                + ", tenantId=" + tenantId + ", " + health + "]";
    }
}
