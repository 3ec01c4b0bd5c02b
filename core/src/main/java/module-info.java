/**
 * OAuth 2.0 for Jakarta Mail: tokens, a cache for them, and the bridge that hands them to mail servers.
 *
 * <p>Tokens know nothing of mail; SASL knows nothing of tokens; mail knows both.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer {
    requires com.github.benmanes.caffeine;
    requires transitive jakarta.mail;
    requires java.security.sasl;
    requires org.eclipse.angus.mail;
    requires static org.jspecify;

    exports io.github.mailbearer;
    exports io.github.mailbearer.diagnosis;
    exports io.github.mailbearer.mail;
    exports io.github.mailbearer.sasl;
    // Jakarta Mail instantiates the transports.
    exports io.github.mailbearer.mail.angus to
            jakarta.mail;

    uses io.github.mailbearer.TokenProviderFactory;

    provides jakarta.mail.Provider with
            io.github.mailbearer.mail.angus.OptInProviders.Smtp,
            io.github.mailbearer.mail.angus.OptInProviders.Smtps,
            io.github.mailbearer.mail.angus.OptInProviders.Imap,
            io.github.mailbearer.mail.angus.OptInProviders.Imaps,
            io.github.mailbearer.mail.angus.OptInProviders.Pop3,
            io.github.mailbearer.mail.angus.OptInProviders.Pop3s;
}
