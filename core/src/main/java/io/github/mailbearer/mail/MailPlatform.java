package io.github.mailbearer.mail;

import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of mailboxes: its servers, and with them the only hosts that may see a token for it, and the rules by which
 * one signs in there. Immutable.
 *
 * <pre>{@code
 * Set<String> consent = MailPlatform.MICROSOFT_365.delegatedScopes(MailProtocol.SMTP, MailProtocol.IMAP);
 *
 * MailPlatform ours = MailPlatform.custom("mail.example.org",
 *         MailServer.of(MailProtocol.SMTP, "mail.example.org", 587, TransportSecurity.STARTTLS))
 *     .withDelegatedScopes(MailProtocol.SMTP, "smtp");
 * }</pre>
 *
 * <p>What Microsoft's platforms share is from its article <a
 * href="https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth">Authenticate
 * an IMAP, POP or SMTP connection using OAuth</a>: the scopes, and POP3 with the token on a line of its own. Submission is
 * port 587 with STARTTLS, since 465 is not offered; IMAP and POP3 are ports 993 and 995 with implicit TLS. That SMTP
 * wants the account's name and not that of a shared mailbox contradicts the article and rests on reports of users.
 */
public final class MailPlatform {

    /**
     * Microsoft 365 in the worldwide cloud: {@code smtp.office365.com} and {@code outlook.office365.com}. GCC without
     * High is said to be the same, which is unconfirmed.
     */
    public static final MailPlatform MICROSOFT_365 = MicrosoftPlatforms.worldwide();

    /**
     * Microsoft 365 GCC High: {@code smtp.office365.us} and {@code outlook.office365.us}. Unconfirmed by Microsoft's
     * article: hosts and scopes are those that mail clients in use there are set up with (EmailEngine's documentation).
     */
    public static final MailPlatform MICROSOFT_365_GCC_HIGH = MicrosoftPlatforms.gccHigh();

    /**
     * Microsoft 365 DoD: {@code outlook-dod.office365.us} for all protocols. Unconfirmed: the hosts are those of mail
     * clients in use there; their scopes name {@code https://outlook.office365.us} (EmailEngine, sasl-xoauth2), while
     * administrative tools name {@code https://outlook-dod.office365.us}. Should a token be refused, try the other by
     * {@link #withDelegatedScopes} or {@link #withAppOnlyScopes}.
     */
    public static final MailPlatform MICROSOFT_365_DOD = MicrosoftPlatforms.dod();

    /**
     * Microsoft 365 in China, operated by 21Vianet: {@code smtp.partner.outlook.cn} and {@code partner.outlook.cn}.
     * Unconfirmed by Microsoft's article: hosts and scopes are those of mail clients in use there (EmailEngine,
     * sasl-xoauth2).
     */
    public static final MailPlatform MICROSOFT_365_CHINA = MicrosoftPlatforms.china();

    /**
     * Microsoft 365 High Volume Email: {@code smtp.hve.mx.microsoft}, SMTP only; its former host {@code
     * smtp-hve.office365.com} belongs to it too. Application scopes are from <a
     * href="https://learn.microsoft.com/exchange/mail-flow-best-practices/oauth-high-volume-mails-m365">Microsoft's
     * article about it</a>. Unconfirmed: the delegated scope {@code Mail.Send}, and that a token must be valid for ten
     * more minutes at least, for which 20 are required here; both rest on reports of users ({@code 535 5.7.142}).
     */
    public static final MailPlatform MICROSOFT_365_HVE = MicrosoftPlatforms.highVolumeEmail();

    /**
     * Outlook.com, the mailboxes of personal Microsoft accounts: {@code smtp-mail.outlook.com} and {@code
     * outlook.office365.com}, from <a
     * href="https://support.microsoft.com/office/pop-imap-and-smtp-settings-8361e398-8af4-4e97-b147-6c6c4ac95353">Microsoft's
     * settings for Outlook.com</a>. There is no app-only access. IMAP and POP3 are off until the person switches them on.
     */
    public static final MailPlatform OUTLOOK_COM = MicrosoftPlatforms.outlookCom();

    /**
     * Gmail and Google Workspace: {@code smtp.gmail.com} (port 465, implicit TLS), {@code imap.gmail.com} and {@code
     * pop.gmail.com}, from <a href="https://developers.google.com/workspace/gmail/imap/imap-smtp">Google's article</a>,
     * with the scope {@code https://mail.google.com/}. There is no app-only access: a service account of Workspace asks
     * for the same scope on behalf of the mailbox, whose name SMTP wants then.
     */
    public static final MailPlatform GMAIL = GooglePlatforms.gmail();

    private final String name;
    private final List<MailServer> servers;
    private final Set<String> hosts;
    private final PlatformRules rules;

    private MailPlatform(String name, List<MailServer> servers, Set<String> hosts, PlatformRules rules) {
        this.name = name;
        this.servers = servers;
        this.hosts = hosts;
        this.rules = rules;
    }

    /**
     * Describes a platform that is not among the constants: without scopes, so that the token provider uses its own
     * default, with the token of POP3 on a line of its own, any validity, and the account's name for SMTP.
     *
     * @param name its name, for messages
     * @param servers its servers, one a protocol
     * @return the platform
     * @throws IllegalArgumentException if there is no server, or two for one protocol
     */
    public static MailPlatform custom(String name, MailServer... servers) {
        Objects.requireNonNull(name, "name");
        List<MailServer> list = List.copyOf(Arrays.asList(servers));
        if (list.isEmpty()) {
            throw new IllegalArgumentException("servers is empty: give at least one MailServer.of(…)");
        }
        if (list.stream().map(MailServer::protocol).distinct().count() < list.size()) {
            throw new IllegalArgumentException(
                    "servers holds two of one protocol: give one a protocol, and allowHost(…)"
                            + " further hosts when you build the Session");
        }
        Set<String> hosts = new LinkedHashSet<>();
        list.forEach(server -> hosts.add(server.host()));
        return new MailPlatform(name, list, Collections.unmodifiableSet(hosts), PlatformRules.USUAL);
    }

    /**
     * The same platform with further hosts that belong to it.
     *
     * @param furtherHosts DNS names; whoever answers there gets tokens
     * @return the platform
     * @throws IllegalArgumentException if one is no host name
     */
    public MailPlatform withHosts(String... furtherHosts) {
        Set<String> all = new LinkedHashSet<>(hosts);
        for (String host : furtherHosts) {
            all.add(MailServer.checkedHost("furtherHosts", host));
        }
        return new MailPlatform(name, servers, Collections.unmodifiableSet(all), rules);
    }

    /**
     * The same platform with other scopes for a person's consent.
     *
     * @param protocol the protocol they are for, one the platform has a server for
     * @param scopes each a single scope, without {@code offline_access}
     * @return the platform
     * @throws IllegalArgumentException if a scope is malformed or there is no server for the protocol
     */
    public MailPlatform withDelegatedScopes(MailProtocol protocol, String... scopes) {
        requireServer(protocol);
        return with(rules.withDelegatedScopes(protocol, checkedScopes(scopes)));
    }

    /**
     * The same platform with other scopes for an application without a person.
     *
     * @param scopes each a single scope; none if there is no such access
     * @return the platform
     * @throws IllegalArgumentException if a scope is malformed
     */
    public MailPlatform withAppOnlyScopes(String... scopes) {
        return with(rules.withAppOnlyScopes(checkedScopes(scopes)));
    }

    /**
     * The same platform with another form of AUTH in POP3.
     *
     * @param ownLine as {@link #pop3TokenOnItsOwnLine}
     * @return the platform
     */
    public MailPlatform withPop3TokenOnItsOwnLine(boolean ownLine) {
        return with(rules.withPop3TokenOnItsOwnLine(ownLine));
    }

    /**
     * The same platform with another least validity of tokens.
     *
     * @param validity as {@link #minimumValidity}, from zero to a day
     * @return the platform
     * @throws IllegalArgumentException if the time is out of its range
     */
    public MailPlatform withMinimumValidity(Duration validity) {
        TokenRequest checked = TokenRequest.of("any").withMinimumValidity(validity);
        return with(rules.withMinimumValidity(checked.minimumValidity()));
    }

    /**
     * The same platform with another rule for the name that SMTP sends.
     *
     * @param identity as {@link #submitsAs}
     * @return the platform
     */
    public MailPlatform withSubmissionIdentity(SubmissionIdentity identity) {
        return with(rules.withSubmissionIdentity(Objects.requireNonNull(identity, "identity")));
    }

    private MailPlatform with(PlatformRules changed) {
        return new MailPlatform(name, servers, hosts, changed);
    }

    private static Set<String> checkedScopes(String... scopes) {
        return TokenRequest.of("any", scopes).scopes();
    }

    /**
     * The platform's name, for messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The platform's server for a protocol.
     *
     * @param protocol the protocol
     * @return the server, or empty if the platform has none
     */
    public Optional<MailServer> server(MailProtocol protocol) {
        return servers.stream().filter(server -> server.protocol() == protocol).findFirst();
    }

    /**
     * The hosts that belong to the platform: nothing else gets its tokens.
     *
     * @return host names in lower case
     */
    public Set<String> hosts() {
        return hosts;
    }

    /**
     * The scopes a person consents to. {@code offline_access} is not among them: it is no right at a mail server but
     * asks Microsoft for a refresh token, which is the business of whoever gets the tokens.
     *
     * @param protocols what the tokens are to be used for; none for all protocols of the platform
     * @return the scopes in the order of the protocols; empty if the platform names none
     * @throws IllegalArgumentException if the platform has no server for one of the protocols
     */
    public Set<String> delegatedScopes(MailProtocol... protocols) {
        List<MailProtocol> wanted = protocols.length > 0
                ? List.of(protocols)
                : servers.stream().map(MailServer::protocol).toList();
        Set<String> scopes = new LinkedHashSet<>();
        for (MailProtocol protocol : wanted) {
            requireServer(protocol);
            scopes.addAll(rules.delegatedScopes().getOrDefault(protocol, Set.of()));
        }
        return Collections.unmodifiableSet(scopes);
    }

    private void requireServer(MailProtocol protocol) {
        if (server(protocol).isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no server for " + protocol + ": give one of the protocols of " + servers);
        }
    }

    /**
     * The scopes of an application that acts without a person, by the client credentials grant (RFC 6749 section 4.4).
     * At Microsoft one such token serves all protocols.
     *
     * @return the scopes; empty if there is no such access, or the platform names none
     */
    public Set<String> appOnlyScopes() {
        return rules.appOnlyScopes();
    }

    /**
     * Whether POP3 sends the token on a line of its own, after the server's {@code +}. Microsoft closes the connection
     * otherwise ({@code -ERR Protocol error}); Google's article shows one line. RFC 5034 section 4 limits the line of the
     * AUTH command to 255 octets, which most tokens exceed.
     *
     * @return {@code true} for two lines, {@code false} for one
     */
    public boolean pop3TokenOnItsOwnLine() {
        return rules.pop3TokenOnItsOwnLine();
    }

    /**
     * How long a token must still be valid to be accepted.
     *
     * @return the time, zero where any valid token will do
     */
    public Duration minimumValidity() {
        return rules.minimumValidity();
    }

    /**
     * Whose name goes into the authentication message of SMTP, if the account that signs in is not the mailbox.
     *
     * @return the rule
     */
    public SubmissionIdentity submitsAs() {
        return rules.submissionIdentity();
    }

    @Override
    public String toString() {
        return name + servers;
    }
}
