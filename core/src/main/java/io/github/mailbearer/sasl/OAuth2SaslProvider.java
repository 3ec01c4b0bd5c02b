package io.github.mailbearer.sasl;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import javax.security.sasl.SaslClientFactory;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms of {@link SaslMechanism} for {@link javax.security.sasl.Sasl}, and so for any protocol that is spoken
 * by means of it.
 *
 * <p>Sessions of {@code OAuth2Sessions} need none of this. It is for other clients, which have a token but no mechanism
 * that takes one:
 *
 * <pre>{@code
 * OAuth2SaslProvider.install();
 * SaslClient client = Sasl.createSaslClient(
 *     new String[] {"OAUTHBEARER"}, null, "imap", "imap.example.com", Map.of(OAuth2SaslProvider.PORT, 993), handler);
 * }</pre>
 *
 * <p>The user comes from the handler's {@link javax.security.auth.callback.NameCallback} unless there is an authorization
 * id, the token from its {@link javax.security.auth.callback.PasswordCallback}. Both are asked for when the first message
 * is formed. The policy properties of {@code Sasl} count as for {@code PLAIN}: who reads the token has it.
 *
 * <p>A client is complete once it has been told of success by an empty challenge, and never after a refusal. A protocol
 * whose success has no data, as in SMTP and IMAP, need not tell it.
 *
 * <p>Angus Mail uses the provider where {@code mail.<protocol>.sasl.enable} is set. Beware of {@code mail.debug} then: it
 * prints the token wherever the message is not sent with the command.
 */
public final class OAuth2SaslProvider extends Provider {

    /** The property for the port that {@code OAUTHBEARER} names to the server: a {@code String} or {@code Integer}. */
    public static final String PORT = "mailbearer.sasl.port";

    private static final long serialVersionUID = 1L;
    private static final String NAME = "Mailbearer";

    /** Makes a provider for {@link Security#addProvider}; {@link #install} is the usual way. */
    public OAuth2SaslProvider() {
        super(NAME, "1.0", "SASL mechanisms XOAUTH2 and OAUTHBEARER");
        for (SaslMechanism mechanism : SaslMechanism.values()) {
            putService(new Clients(this, mechanism));
        }
    }

    /**
     * Offers the mechanisms to the whole JVM, before all other providers: the first that has a mechanism is the one whose
     * clients are used, and Angus Mail brings an {@code XOAUTH2} of its own. Nothing happens if this has been done.
     *
     * <p>The JVM then refers to this class and its class loader: an application that may be stopped alone, as in a
     * server, calls {@link #uninstall} at its end. For the same reason the module does not declare the provider as a
     * service: what holds for the whole JVM is done by this call and nothing else.
     */
    public static void install() {
        Security.insertProviderAt(new OAuth2SaslProvider(), 1);
    }

    /**
     * Takes the mechanisms back. Nothing happens if they are not installed, or if another application of the JVM did that
     * with its own copy of this class.
     */
    public static void uninstall() {
        if (Security.getProvider(NAME) instanceof OAuth2SaslProvider) {
            Security.removeProvider(NAME);
        }
    }

    /** Makes the factory itself: the default is to look for a public class by its name. */
    private static final class Clients extends Service {

        Clients(Provider provider, SaslMechanism mechanism) {
            super(
                    provider,
                    SaslClientFactory.class.getSimpleName(),
                    mechanism.name(),
                    OAuth2SaslClientFactory.class.getName(),
                    List.of(),
                    Map.of());
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return new OAuth2SaslClientFactory();
        }
    }
}
