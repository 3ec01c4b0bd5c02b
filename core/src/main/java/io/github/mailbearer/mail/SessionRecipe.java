package io.github.mailbearer.mail;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What has been said about a Session to be, and how the Session is made of it. */
final class SessionRecipe {

    private final TokenProvider source;
    final List<MailServer> servers = new ArrayList<>();
    final Set<String> furtherHosts = new LinkedHashSet<>();
    final Map<String, String> properties = new LinkedHashMap<>();

    @Nullable
    MailPlatform platform;

    @Nullable
    String user;

    UnaryOperator<String> account = UnaryOperator.identity();
    boolean namesAccount;
    List<String> scopes = List.of();

    @Nullable
    SaslMechanism mechanism;

    @Nullable
    SSLContext sslContext;

    boolean uncached;
    boolean requireSender;

    @Nullable
    MailListener listener;

    ConnectGuard guard = ConnectGuard.create();

    @Nullable
    MailboxLimits limits;

    /** The failures that are known, if they are not the built-in ones, which are not read before something fails. */
    @Nullable
    Catalogue catalogue;

    /** Makes the limits that a property describes. */
    Function<String, MailboxLimits> limitsOf = OwnProperties::limits;

    SessionRecipe(TokenProvider source) {
        this.source = Objects.requireNonNull(source, "tokens");
    }

    /** A Session from servers and settings that were named one by one. */
    Session build() {
        AngusMail.require();
        MailPlatform place = place();
        refuseOAuthBearerForPop3Alone(place);
        new OwnProperties(properties).refuseInBuilder();
        Properties all = new Properties();
        properties.forEach(all::setProperty);
        SessionProperties completed = new SessionProperties(all);
        completed.servers(servers, place);
        if (user != null) {
            completed.mailbox(user);
        }
        if (sslContext != null) {
            completed.sslSocketFactory(sslContext.getSocketFactory());
        }
        completed.complete();
        completed.checkMailboxes();
        Set<String> hosts = hostsOf(place);
        refuseOtherHosts(
                completed,
                hosts,
                place,
                host -> "allowHost(\"" + host + "\") if it may see the tokens of its mailboxes");
        Session session = Session.getInstance(all);
        TokenProvider tokens = uncached ? new UncachedTokens(source) : cached(source);
        MailBridge.register(session, settings(tokens, hosts, place), true);
        return session;
    }

    private MailPlatform place() {
        if (platform != null) {
            return platform;
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("platform is not set: give platform(MailPlatform.MICROSOFT_365) or"
                    + " another one, or server(MailServer.of(…))");
        }
        return MailPlatform.custom("the servers named for the Session", servers.toArray(MailServer[]::new));
    }

    private void refuseOAuthBearerForPop3Alone(MailPlatform place) {
        boolean elsewhere = servers.stream().anyMatch(server -> server.protocol() != MailProtocol.POP3)
                || place.server(MailProtocol.SMTP).isPresent()
                || place.server(MailProtocol.IMAP).isPresent();
        if (mechanism == SaslMechanism.OAUTHBEARER && !elsewhere) {
            throw new IllegalArgumentException(
                    "mechanism is OAUTHBEARER, which Angus Mail does not have for POP3: use" + " XOAUTH2, or IMAP");
        }
    }

    /** A Session like {@code Session.getInstance(properties)}. */
    Session fromProperties(Properties original) {
        AngusMail.require();
        Properties copy = SessionProperties.copyOf(Objects.requireNonNull(original, "properties"));
        new OwnProperties(copy).refuseUnknown(null);
        Set<String> hosts = completed(copy);
        Session session = Session.getInstance(copy);
        MailBridge.register(session, settings(cached(source), hosts, platform), true);
        return session;
    }

    /** Makes a foreign Session one of ours; a cache that an earlier call made for the same provider stays. */
    void install(Session session) {
        AngusMail.require();
        Properties copy = SessionProperties.copyOf(session.getProperties());
        OptIn.refuse(copy);
        new OwnProperties(copy).refuseUnknown(null);
        Set<String> hosts = completed(copy);
        LoginSettings before = MailBridge.of(session, "smtp")
                .map(MailBridge::settings)
                .filter(earlier -> earlier.source() == source)
                .orElse(null);
        if (before != null) {
            guard = before.guard();
        }
        TokenProvider tokens = before == null ? cached(source) : before.tokens();
        MailBridge.register(session, settings(tokens, hosts, platform), false);
    }

    /** The bridge of a foreign Session that leads to it by its own properties. */
    MailBridge bridge(Session session) {
        AngusMail.require();
        Set<String> hosts = completed(SessionProperties.copyOf(session.getProperties()));
        return new MailBridge(settings(source, hosts, platform), session, false);
    }

    /** Completes and checks properties, and answers all hosts that may see tokens. */
    private Set<String> completed(Properties own) {
        new OwnProperties(own).applyTo(this);
        SessionProperties completed = new SessionProperties(own);
        Set<String> hosts = hostsOf(platform);
        if (platform == null) {
            hosts.addAll(completed.hosts());
            requireHost(hosts);
        } else {
            String remedy = "remove " + OwnProperties.PLATFORM + " if it may see the tokens";
            refuseOtherHosts(completed, hosts, platform, host -> remedy);
        }
        completed.servers(List.of(), platform);
        completed.complete();
        completed.checkMailboxes();
        return hosts;
    }

    private static void requireHost(Set<String> hosts) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("mail.smtp.host is not set, nor mail.imap.host or mail.pop3.host, so"
                    + " there is no server that may get a token: name it in the properties (mail.smtps.host,"
                    + " mail.imaps.host or mail.pop3s.host if that is the protocol), or set "
                    + OwnProperties.PLATFORM);
        }
    }

    private Set<String> hostsOf(@Nullable MailPlatform place) {
        Set<String> hosts = new LinkedHashSet<>(furtherHosts);
        if (place != null) {
            hosts.addAll(place.hosts());
        }
        return hosts;
    }

    private static void refuseOtherHosts(
            SessionProperties completed, Set<String> hosts, MailPlatform place, UnaryOperator<String> remedy) {
        completed.hosts().stream().filter(host -> !hosts.contains(host)).forEach(host -> {
            throw new IllegalArgumentException(
                    host + " does not belong to " + place + ": remove it, or " + remedy.apply(host));
        });
    }

    private LoginSettings settings(TokenProvider tokens, Set<String> hosts, @Nullable MailPlatform place) {
        Catalogue known = catalogue;
        Supplier<Catalogue> failures = known == null ? Catalogue::builtIn : () -> known;
        return new LoginSettings(
                source,
                tokens,
                Set.copyOf(hosts),
                place,
                account,
                namesAccount && (place == null || place.submitsAs() == SubmissionIdentity.ACCOUNT),
                scopes,
                place == null ? Duration.ZERO : place.minimumValidity(),
                mechanism,
                new SenderRule(requireSender, listener),
                guard,
                limits,
                failures);
    }

    static TokenProvider cached(TokenProvider tokens) {
        return tokens instanceof CachingTokenProvider ? tokens : CachingTokenProvider.of(tokens);
    }
}
