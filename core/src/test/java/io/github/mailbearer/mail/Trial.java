package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Security;
import io.github.mailbearer.testkit.TestCertificates;
import jakarta.mail.Authenticator;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Service;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server, tokens of an hour, and a Session that brings the tokens to the server in one way or another. */
final class Trial implements AutoCloseable {

    /** How a Session gets its tokens. */
    enum Way {
        /** Plain Jakarta Mail, with an Authenticator that answers the token of the hour whenever it is asked. */
        NAIVE,
        /** The same with {@code mail.imap.forcepasswordrefresh=true}. */
        NAIVE_REFRESHING,
        /** The bridge. */
        OURS
    }

    /** Something done with a Session. */
    @FunctionalInterface
    interface Step {
        void on(Trial trial) throws MessagingException;
    }

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    final HourlyTokens tokens;
    final FakeMailServer server;
    final Session session;
    private final MailProtocol protocol;
    private final boolean naive;
    private final AtomicInteger authenticatorAsked = new AtomicInteger();
    private @Nullable Service service;
    private String result = "";

    private Trial(
            MailProtocol protocol,
            TransportSecurity security,
            HourlyTokens tokens,
            Way way,
            UnaryOperator<OAuth2Sessions.Builder> settings) {
        this.protocol = protocol;
        this.tokens = tokens;
        this.naive = way != Way.OURS;
        this.server = server(protocol)
                .security(Security.valueOf(security.name()))
                .tokens(tokens.accepted)
                .certificates(CERTIFICATES)
                .start();
        this.session = naive
                ? Session.getInstance(plain(way == Way.NAIVE_REFRESHING), authenticator())
                : settings.apply(Mails.at(server, protocol, security, tokens.cache))
                        .build();
        if (protocol != MailProtocol.SMTP) {
            server.deliver(MAILBOX, "From: you@contoso.example\nSubject: First\n\nText\n");
        }
    }

    /** A trial over STARTTLS. */
    static Trial of(MailProtocol protocol, Way way) {
        return new Trial(protocol, TransportSecurity.STARTTLS, new HourlyTokens(), way, UnaryOperator.identity());
    }

    /** A trial of the bridge with its own tokens and settings. */
    static Trial ours(
            MailProtocol protocol,
            TransportSecurity security,
            HourlyTokens tokens,
            UnaryOperator<OAuth2Sessions.Builder> settings) {
        return new Trial(protocol, security, tokens, Way.OURS, settings);
    }

    private static FakeMailServer.Builder server(MailProtocol protocol) {
        return switch (protocol) {
            case SMTP -> FakeMailServer.smtp();
            case IMAP -> FakeMailServer.imap();
            case POP3 -> FakeMailServer.pop3();
        };
    }

    private String name() {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    private Properties plain(boolean refreshing) {
        String prefix = "mail." + name();
        Properties properties = new Properties();
        properties.setProperty(protocol.choice(), name());
        properties.setProperty(prefix + ".host", server.host());
        properties.setProperty(prefix + ".port", String.valueOf(server.port()));
        properties.setProperty(prefix + ".user", MAILBOX);
        properties.setProperty(prefix + ".auth", "true");
        properties.setProperty(prefix + ".auth.mechanisms", "XOAUTH2");
        properties.setProperty(prefix + ".starttls.enable", "true");
        properties.setProperty(prefix + ".starttls.required", "true");
        properties.setProperty(prefix + ".timeout", "20000");
        properties.setProperty(prefix + ".forcepasswordrefresh", String.valueOf(refreshing));
        properties.put(prefix + ".ssl.socketFactory", server.clientContext().getSocketFactory());
        return properties;
    }

    private Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                authenticatorAsked.incrementAndGet();
                return new PasswordAuthentication(MAILBOX, token().value());
            }
        };
    }

    private AccessToken token() {
        return tokens.cache.getToken(TokenRequest.of(MAILBOX));
    }

    /** Does something and tells what it cost and how it ended, such as {@code 2/2/1 1 ok}. */
    String measured(Step step) {
        server.resetCounts();
        int before = asked();
        result = "ok";
        try {
            step.on(this);
        } catch (MessagingException e) {
            result = chain(e);
        }
        return server.counts() + " " + (asked() - before) + " " + result;
    }

    /** How often somebody was asked for a token: the Authenticator, or the identity provider behind the cache. */
    private int asked() {
        return naive ? authenticatorAsked.get() : tokens.asked();
    }

    /** The kinds of a failure and its causes; causes of the same kind count as one. */
    private static String chain(Throwable failure) {
        List<String> kinds = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String kind = cause.getClass().getSimpleName();
            if (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(kind)) {
                kinds.add(kind);
            }
        }
        return String.join(" <- ", kinds);
    }

    void send() throws MessagingException {
        Mails.send(session);
    }

    void sendWithTheTokenAsPassword() throws MessagingException {
        Transport.send(Mails.message(session), MAILBOX, token().value());
    }

    /** Connects a new Transport or Store. */
    void connect() throws MessagingException {
        Service fresh = protocol == MailProtocol.SMTP ? session.getTransport() : session.getStore();
        service = fresh;
        fresh.connect();
    }

    /** Connects a new Transport, and names all that it would find in the properties. */
    void connectByPort() throws MessagingException {
        try (Transport transport = session.getTransport()) {
            transport.connect(server.host(), server.port(), MAILBOX, null);
        }
    }

    /** Connects the same Transport or Store again. */
    void connectAgain() throws MessagingException {
        service().connect();
    }

    void disconnect() throws MessagingException {
        service().close();
    }

    private Service service() {
        if (service == null) {
            throw new IllegalStateException("connect() comes first");
        }
        return service;
    }

    private Store store() {
        return (Store) service();
    }

    Folder open() throws MessagingException {
        Folder inbox = store().getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }

    void openAndClose() throws MessagingException {
        open().close(false);
    }

    void status() throws MessagingException {
        store().getFolder("Sent").getMessageCount();
    }

    void list() throws MessagingException {
        store().getDefaultFolder().list();
    }

    /** The server ends the connection, and the application notices. */
    void loseConnection() {
        if (protocol == MailProtocol.IMAP) {
            server.bye("Session invalidated - AccessTokenExpired");
        } else {
            server.dropAt("NOOP");
        }
        service().isConnected();
        server.clearReplies();
    }

    void isConnected() {
        result = String.valueOf(service().isConnected());
    }

    MailProtocol protocol() {
        return protocol;
    }

    /** Sets how long connections wait for an answer, those that are opened from now on. */
    void answerWithin(long millis) {
        protocol.names()
                .forEach(each ->
                        session.getProperties().setProperty("mail." + each + ".timeout", String.valueOf(millis)));
    }

    void rollOver() {
        tokens.rollOver();
    }

    void revoke() {
        tokens.revoke();
    }

    void refuseEverything() {
        server.refuseEverything(true);
    }

    @Override
    public void close() {
        server.close();
        tokens.close();
    }
}
