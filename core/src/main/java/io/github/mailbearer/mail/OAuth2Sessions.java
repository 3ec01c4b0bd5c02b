package io.github.mailbearer.mail;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.Session;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Makes Jakarta Mail Sessions whose connections sign in with OAuth 2.0 tokens, asked for at the moment a connection needs
 * one.
 *
 * <pre>{@code
 * Session session = OAuth2Sessions.builder(tokens)
 *     .platform(MailPlatform.MICROSOFT_365)
 *     .user("noreply@contoso.com")
 *     .build();
 *
 * MimeMessage message = new MimeMessage(session);
 * message.setRecipients(RecipientType.TO, "you@contoso.com");
 * message.setSubject("Hello");
 * message.setText("Sent with a token.");
 * Transport.send(message);
 * }</pre>
 *
 * <p>An application that has its properties already changes one line: {@link #getInstance} takes the place of
 * {@code Session.getInstance}. A Session made by a container or framework is given to {@link #install}.
 *
 * <p>The Session differs from an ordinary one in this only: its transports and stores present a fresh token, once, over TLS, to the
 * hosts that belong to its platform, and renew a token that the server refuses. Passwords are ignored. Sessions are safe
 * for use by several threads, as always in Jakarta Mail. Connecting throws
 *
 * <ul>
 *   <li>{@link jakarta.mail.AuthenticationFailedException} if somebody must act: a {@link TokenRejectedException} if the
 *       mail server refused for good, another one with a {@link io.github.mailbearer.TokenException} as cause if the
 *       identity provider did,
 *   <li>a plain {@link jakarta.mail.MessagingException} otherwise: the network, the server or the identity provider is
 *       not well just now, or a setting keeps the token from being sent at all, which the message then names.
 * </ul>
 *
 * <p>A provider that is not a {@link CachingTokenProvider} gets a cache of its own, whose threads end when idle: nothing
 * has to be closed. To share a cache between Sessions, wrap the provider yourself.
 */
public final class OAuth2Sessions {

    private OAuth2Sessions() {}

    /**
     * Makes a Session from properties, as {@link Session#getInstance(Properties)} does.
     *
     * <p>The properties are copied; they name the mailbox ({@code mail.smtp.user} or {@code mail.user}), the host
     * ({@code mail.smtp.host}), and only hosts that are named there get tokens; and whatever else Angus Mail knows. What is
     * missing is set safely: STARTTLS required, TLS 1.2 or newer, time-outs of 10 s to connect and 20 s to read or write.
     *
     * <p>Properties of our own are {@code mailbearer.platform} (such as {@code microsoft-365}, in place of hosts and ports),
     * {@code mailbearer.signed-in-as}, {@code mailbearer.scopes}, {@code mailbearer.require-sender},
     * {@code mailbearer.limits} and {@code mailbearer.catalogue}; they hold for {@link #install} too.
     *
     * @param properties the properties of the Session
     * @param tokens where tokens come from
     * @return the Session
     * @throws IllegalArgumentException if a property would betray the token, is no address or is missing, naming it and
     *     the right value
     * @throws IllegalStateException if Angus Mail 2 is not there
     */
    public static Session getInstance(Properties properties, TokenProvider tokens) {
        return new SessionRecipe(tokens).fromProperties(properties);
    }

    /**
     * Makes an existing Session sign in with tokens, one from JNDI or from a framework.
     *
     * <p>Its properties are neither changed nor completed: connections use a completed copy of what they are at that
     * moment. The hosts that get tokens are those the properties name now. Other Sessions made from the same properties
     * are untouched.
     *
     * <p>It holds for this object. Some servers answer each JNDI look-up with a new Session: install after each, and give
     * each the same {@link CachingTokenProvider}, lest each has a cache of its own that begins empty.
     *
     * @param session the Session
     * @param tokens where tokens come from
     * @throws IllegalArgumentException if a property would betray the token, or none names a host; the message names it
     *     and the right value
     * @throws IllegalStateException if Angus Mail 2 is not there
     */
    public static void install(Session session, TokenProvider tokens) {
        install(session, tokens, new String[0]);
    }

    /**
     * Makes an existing Session sign in with tokens, at further hosts than its properties name. Spring's
     * {@code JavaMailSenderImpl}, for one, names the host only when it connects:
     *
     * <pre>{@code
     * OAuth2Sessions.install(sender.getSession(), tokens, sender.getHost());
     * }</pre>
     *
     * @param session the Session
     * @param tokens where tokens come from
     * @param hosts DNS names of servers that may see the tokens
     * @throws IllegalArgumentException if a property would betray the token, or there is no host or a malformed one; the
     *     message names it and the right value
     * @throws IllegalStateException if Angus Mail 2 is not there
     */
    public static void install(Session session, TokenProvider tokens, String... hosts) {
        SessionRecipe recipe = new SessionRecipe(tokens);
        for (String host : hosts) {
            recipe.furtherHosts.add(MailServer.checkedHost("hosts", host));
        }
        recipe.install(session);
    }

    /**
     * Begins to describe a Session.
     *
     * @param tokens where tokens come from
     * @return a builder
     */
    public static Builder builder(TokenProvider tokens) {
        return new Builder(tokens);
    }

    /** Describes a Session. Not safe for use by several threads; what it builds is independent of it. */
    public static final class Builder {

        private final SessionRecipe recipe;

        private Builder(TokenProvider tokens) {
            this.recipe = new SessionRecipe(tokens);
        }

        /**
         * Where the mailbox lives. Only its hosts get tokens.
         *
         * @param platform the platform
         * @return this
         */
        public Builder platform(MailPlatform platform) {
            recipe.platform = Objects.requireNonNull(platform, "platform");
            return this;
        }

        /**
         * The server for one protocol, in place of the platform's or without a platform. Beside a platform its host must
         * be one of the platform's or be {@linkplain #allowHost allowed}.
         *
         * @param server the server
         * @return this
         */
        public Builder server(MailServer server) {
            Objects.requireNonNull(server, "server");
            recipe.servers.removeIf(other -> other.protocol() == server.protocol());
            recipe.servers.add(server);
            return this;
        }

        /**
         * The mailbox that mail is sent from, and the From of messages that have none. Connections may name another one.
         *
         * @param mailbox the address
         * @return this
         * @throws IllegalArgumentException if it is no address
         */
        public Builder user(String mailbox) {
            recipe.user = Mailbox.checked("user", mailbox);
            return this;
        }

        /**
         * The account whose token opens the mailbox, if it is not the mailbox itself: the person who may use a shared
         * one.
         *
         * @param account the account at the identity provider
         * @return this
         */
        public Builder signedInAs(String account) {
            TokenRequest.of(account);
            return signedInAs(mailbox -> account);
        }

        /**
         * The account whose token opens a mailbox, for Sessions with several.
         *
         * @param accountOfMailbox answers the account for a mailbox
         * @return this
         */
        public Builder signedInAs(UnaryOperator<String> accountOfMailbox) {
            recipe.account = Objects.requireNonNull(accountOfMailbox, "accountOfMailbox");
            recipe.namesAccount = true;
            return this;
        }

        /**
         * What the tokens are for. Without scopes the provider uses its own default.
         *
         * @param scopes the scopes, each a single one
         * @return this
         * @throws IllegalArgumentException if one is malformed
         */
        public Builder scopes(String... scopes) {
            recipe.scopes = List.copyOf(TokenRequest.of("any", scopes).scopes());
            return this;
        }

        /**
         * How the token is presented. Unless set, {@link SaslMechanism#XOAUTH2} where the server offers it, as Microsoft
         * and Google do, and {@link SaslMechanism#OAUTHBEARER} where only that is offered. Angus Mail has no OAUTHBEARER
         * for POP3.
         *
         * @param mechanism the mechanism
         * @return this
         */
        public Builder mechanism(SaslMechanism mechanism) {
            recipe.mechanism = Objects.requireNonNull(mechanism, "mechanism");
            return this;
        }

        /**
         * Lets further hosts see the tokens. Name only hosts you know, never one from a settings page: whoever receives
         * a token is the mailbox.
         *
         * @param hosts DNS names
         * @return this
         * @throws IllegalArgumentException if one is no host name
         */
        public Builder allowHost(String... hosts) {
            for (String host : hosts) {
                recipe.furtherHosts.add(MailServer.checkedHost("allowHost", host));
            }
            return this;
        }

        /**
         * Which certificates are trusted, in place of the Java runtime's own.
         *
         * @param context an initialised context
         * @return this
         */
        public Builder sslContext(SSLContext context) {
            recipe.sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Any property of Jakarta Mail or Angus Mail.
         *
         * @param name the name, such as {@code mail.smtp.timeout}
         * @param value the value
         * @return this
         */
        public Builder property(String name, String value) {
            recipe.properties.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Asks the provider at every connection, without a cache. Only for providers that cache by themselves.
         *
         * @return this
         */
        public Builder uncached() {
            recipe.uncached = true;
            return this;
        }

        /**
         * Refuses to send a message whose From or envelope sender is not the mailbox, before anything of it is sent.
         * Without this such a message is a warning in the log and an {@linkplain MailListener#foreignSender event}:
         * it may be right. Exchange refuses it after the whole message unless the mailbox may send as the other address,
         * and blocks mailboxes that repeat it.
         *
         * @return this
         */
        public Builder requireSender() {
            recipe.requireSender = true;
            return this;
        }

        /**
         * Who hears what the Session notices beside success and failure.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(MailListener listener) {
            recipe.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * What keeps a mailbox that is refused again and again from being blocked by its server. Unless set, the Session
         * has a guard of its own with its defaults; give one to several Sessions to share what it knows.
         *
         * @param guard the guard, or {@link ConnectGuard#off()}
         * @return this
         */
        public Builder guard(ConnectGuard guard) {
            recipe.guard = Objects.requireNonNull(guard, "guard");
            return this;
        }

        /**
         * How many connections a mailbox may have for sending, and how many messages a minute; not limited unless set.
         * Give the same limits to all Sessions of the process.
         *
         * @param limits the limits, such as {@link MailboxLimits#microsoft365()}
         * @return this
         */
        public Builder limits(MailboxLimits limits) {
            recipe.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * The failures that exceptions explain themselves by; the {@linkplain Catalogue#builtIn() built-in} ones unless
         * set.
         *
         * <pre>{@code
         * .catalogue(Catalogue.builtIn().extendedBy(Path.of("contoso.properties")))
         * }</pre>
         *
         * @param catalogue the catalogue
         * @return this
         */
        public Builder catalogue(Catalogue catalogue) {
            recipe.catalogue = Objects.requireNonNull(catalogue, "catalogue");
            return this;
        }

        /**
         * Makes the Session.
         *
         * @return a new Session
         * @throws IllegalArgumentException if something is missing or would betray the token, naming it and the right
         *     form
         * @throws IllegalStateException if Angus Mail 2 is not there
         */
        public Session build() {
            return recipe.build();
        }
    }
}
