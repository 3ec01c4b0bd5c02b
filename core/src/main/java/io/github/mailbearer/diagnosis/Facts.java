package io.github.mailbearer.diagnosis;

import io.github.mailbearer.AccessToken;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a set-up: it is filled into remedies, and decides which of several causes is the likely one.
 *
 * <p>Everything is optional, and what an exception knows need not be given. Immutable.
 *
 * <pre>{@code
 * Facts facts = Facts.builder().tenantId(tenant).clientId(client).mailbox("noreply@contoso.com").build();
 * String text = Diagnosis.ofText(pasted, facts).report();
 * }</pre>
 */
public final class Facts implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Facts NONE = builder().build();

    /** The plain ones. */
    @SuppressWarnings("serial") // always an EnumMap
    private final Map<Fact, String> values;

    /** What the token says. */
    private final @Nullable TokenClaims claims;

    /** How many characters the token has; 0 if that is not known. */
    private final int tokenLength;

    /** When it failed, if that is not now. */
    private final @Nullable Instant at;

    private Facts(Builder builder) {
        values = new EnumMap<>(builder.values);
        claims = builder.claims;
        tokenLength = builder.tokenLength;
        at = builder.at;
    }

    /**
     * Nothing is known.
     *
     * @return no facts
     */
    public static Facts none() {
        return NONE;
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins with these.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        builder.claims = claims;
        builder.tokenLength = tokenLength;
        builder.at = at;
        return builder;
    }

    /**
     * These, completed by others.
     *
     * @param others what counts where these say nothing
     * @return both
     */
    public Facts or(Facts others) {
        Builder builder = others.toBuilder();
        builder.values.putAll(values);
        builder.claims = claims == null ? others.claims : claims;
        builder.tokenLength = tokenLength == 0 ? others.tokenLength : tokenLength;
        builder.at = at == null ? others.at : at;
        return builder.build();
    }

    /** What is known of one thing, also from the token. */
    Optional<String> get(Fact fact) {
        return Optional.ofNullable(values.get(fact)).or(() -> fact.of(this));
    }

    /** What was given, not what the token says. */
    Optional<String> given(Fact fact) {
        return Optional.ofNullable(values.get(fact));
    }

    /**
     * What the token says.
     *
     * @return the claims, or empty if there is no token or it is opaque
     */
    public Optional<TokenClaims> claims() {
        return Optional.ofNullable(claims);
    }

    /** 0 if it is not known. */
    int tokenLength() {
        return tokenLength;
    }

    Instant at() {
        return at == null ? Instant.now() : at;
    }

    @Override
    public String toString() {
        return values + (claims == null ? "" : " " + claims);
    }

    /** Collects facts. Not safe for use by several threads. */
    public static final class Builder {

        private static final Set<String> NO_TENANT = Set.of("common", "organizations", "consumers");

        private final Map<Fact, String> values = new EnumMap<>(Fact.class);
        private @Nullable TokenClaims claims;
        private int tokenLength;
        private @Nullable Instant at;

        private Builder() {}

        /**
         * The Directory (tenant) ID, or a domain of the tenant.
         *
         * @param tenant the id; {@code common}, {@code organizations} and {@code consumers} name no tenant and are left out
         * @return this
         */
        public Builder tenantId(String tenant) {
            return NO_TENANT.contains(tenant.toLowerCase(Locale.ROOT)) ? this : put(Fact.TENANT, tenant);
        }

        /**
         * The Application (client) ID.
         *
         * @param client the id
         * @return this
         */
        public Builder clientId(String client) {
            return put(Fact.CLIENT, client);
        }

        /**
         * The Object ID that {@code New-ServicePrincipal} was given in Exchange.
         *
         * @param object the id
         * @return this
         */
        public Builder registeredObjectId(String object) {
            return put(Fact.REGISTERED_OBJECT, object);
        }

        /**
         * The mailbox to be opened or sent from.
         *
         * @param address its address
         * @return this
         */
        public Builder mailbox(String address) {
            return put(Fact.MAILBOX, address);
        }

        /**
         * The account whose token is used, where it is known not to be the mailbox.
         *
         * @param address its user principal name
         * @return this
         */
        public Builder account(String address) {
            return put(Fact.ACCOUNT, address);
        }

        /**
         * The user in the authentication message.
         *
         * @param user what XOAUTH2 carries as {@code user}
         * @return this
         */
        public Builder user(String user) {
            return put(Fact.USER, user);
        }

        /**
         * Who the message is from.
         *
         * @param address the sender's address
         * @return this
         */
        public Builder from(String address) {
            return put(Fact.FROM, address);
        }

        /**
         * The mail server.
         *
         * @param hostAndPort as {@code host:port}
         * @return this
         */
        public Builder server(String hostAndPort) {
            return put(Fact.SERVER, hostAndPort);
        }

        /**
         * Where tokens come from.
         *
         * @param host such as {@code login.microsoftonline.com}
         * @return this
         */
        public Builder loginHost(String host) {
            return put(Fact.LOGIN_HOST, host);
        }

        /**
         * What tokens are asked for.
         *
         * @param scopes the scopes
         * @return this
         */
        public Builder scopes(Collection<String> scopes) {
            return put(Fact.SCOPE, String.join(" ", scopes));
        }

        /**
         * Where the browser comes back to after a sign-in.
         *
         * @param uri the redirect URI as the application sent it
         * @return this
         */
        public Builder redirectUri(String uri) {
            return put(Fact.REDIRECT_URI, uri);
        }

        /**
         * The token that was refused. Only what it says and its length are kept.
         *
         * @param token the token
         * @return this
         */
        public Builder token(AccessToken token) {
            tokenLength = token.value().length();
            return claims(TokenClaims.of(token).orElse(null));
        }

        /**
         * What the token that was refused says.
         *
         * @param of the claims, or {@code null} if there are none
         * @return this
         */
        public Builder claims(@Nullable TokenClaims of) {
            claims = of;
            return this;
        }

        /**
         * When it failed; now unless set.
         *
         * @param time the time
         * @return this
         */
        public Builder at(Instant time) {
            at = Objects.requireNonNull(time, "time");
            return this;
        }

        private Builder put(Fact fact, String value) {
            String printable = Printable.line(Objects.requireNonNull(value, fact.placeholder()));
            if (!printable.isEmpty()) {
                values.put(fact, printable);
            }
            return this;
        }

        /**
         * Ends.
         *
         * @return the facts
         */
        public Facts build() {
            return new Facts(this);
        }
    }
}
