package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a token where Jakarta Mail asks for a password: the makeshift for implementations other than Angus Mail, for which
 * {@link OAuth2Sessions} has no transports and stores.
 *
 * <pre>{@code
 * properties.setProperty("mail.smtp.auth", "true");
 * properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
 * properties.setProperty("mail.smtp.starttls.enable", "true");
 * properties.setProperty("mail.smtp.starttls.required", "true");
 * Session session = Session.getInstance(properties, OAuth2Authenticator.of(tokens, MailPlatform.MICROSOFT_365));
 * }</pre>
 *
 * <p>Each time it is asked it answers a token of now, for the mailbox in {@code mail.smtp.user} or {@code connect}. What it
 * cannot do, for Jakarta Mail asks it too seldom and tells it too little:
 *
 * <ul>
 *   <li>Jakarta Mail remembers the first token that worked and tries it first from then on. After its end every connect
 *       takes two connections, and one failed sign-in that the server counts.
 *   <li>Connections that a store opens by itself are given the remembered token and fail after its end: the pool of IMAP
 *       unless {@code mail.imap.forcepasswordrefresh=true}, the next {@code open} of a POP3 folder always.
 *   <li>A token that the server refuses before its end is presented again until its end.
 *   <li>The token can be read in the Session's table of passwords as long as there is the Session.
 *   <li>Neither the mechanism nor TLS can be seen from here. Without the properties above the token goes out as the
 *       password of a {@code LOGIN}, or in clear text. No other mechanism than XOAUTH2 will do, and a token that is too
 *       long for the line of the command fails.
 *   <li>Callers wait for each other while a token is fetched, holding a monitor.
 * </ul>
 *
 * <p>Tokens are given for the hosts it was made with and no others. The name of the host is known from the address that
 * Jakarta Mail found for it, so the name must be known to the DNS here, also behind a proxy. What goes wrong is thrown as
 * it is, unchecked, out of {@code connect} or {@code send}: an {@link IllegalArgumentException} if there is no mailbox, an
 * {@link IllegalStateException} for another host, and the {@link io.github.mailbearer.TokenException} of the provider.
 * Where Jakarta Mail's implementation opens a connection by itself it may drop them.
 */
public final class OAuth2Authenticator extends Authenticator {

    private final TokenProvider tokens;
    private final Set<String> hosts;
    private final Duration minimumValidity;

    private OAuth2Authenticator(TokenProvider tokens, Set<String> hosts, Duration minimumValidity) {
        this.tokens = SessionRecipe.cached(tokens);
        this.hosts = hosts;
        this.minimumValidity = minimumValidity;
    }

    /**
     * Makes one for the hosts of a platform.
     *
     * @param tokens where tokens come from
     * @param platform where the mailboxes live
     * @return the authenticator, with a cache of its own unless the provider is one
     */
    public static OAuth2Authenticator of(TokenProvider tokens, MailPlatform platform) {
        return new OAuth2Authenticator(tokens, platform.hosts(), platform.minimumValidity());
    }

    /**
     * Makes one for hosts that are named.
     *
     * @param tokens where tokens come from
     * @param hosts DNS names of the servers that may see the tokens, as they are given to Jakarta Mail
     * @return the authenticator, with a cache of its own unless the provider is one
     * @throws IllegalArgumentException if there is none, or one is no host name
     */
    public static OAuth2Authenticator of(TokenProvider tokens, String... hosts) {
        Set<String> names = new LinkedHashSet<>();
        for (String host : hosts) {
            names.add(MailServer.checkedHost("hosts", host));
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "hosts is empty: name the servers that may see the tokens, such as smtp.example.org");
        }
        return new OAuth2Authenticator(tokens, Set.copyOf(names), Duration.ZERO);
    }

    /**
     * Called by Jakarta Mail.
     *
     * @return the mailbox with a token in place of its password
     */
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
        String host = hostOf(getRequestingSite());
        if (!hosts.contains(MailServer.normalHost(host))) {
            throw new IllegalStateException((host.isEmpty() ? "A host that the DNS does not know here" : host)
                    + " gets no token: this authenticator was made for " + hosts
                    + ". If it should, name it in OAuth2Authenticator.of(tokens, …)");
        }
        String mailbox = Mailbox.checked("mail." + getRequestingProtocol() + ".user", getDefaultUserName());
        TokenRequest request = TokenRequest.of(mailbox).withMinimumValidity(minimumValidity);
        return new PasswordAuthentication(mailbox, tokens.getToken(request).value());
    }

    /** The name that was looked up; never one that the address leads back to, which its owner could choose. */
    private static String hostOf(@Nullable InetAddress site) {
        if (site == null) {
            return "";
        }
        String nameAndAddress = site.toString();
        String name = nameAndAddress.substring(0, nameAndAddress.indexOf('/'));
        return name.isEmpty() ? site.getHostAddress() : name;
    }
}
