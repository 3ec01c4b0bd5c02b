/**
 * Jakarta Mail Sessions that sign in with OAuth 2.0.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.mail.OAuth2Sessions} makes such a Session, or makes an existing one such.
 *   <li>{@link io.github.mailbearer.mail.MailPlatform} and {@link io.github.mailbearer.mail.MailServer} say where the
 *       servers are, and so which hosts a token may be sent to;
 *       {@link io.github.mailbearer.mail.SubmissionIdentity} is a platform's rule for the name that SMTP sends.
 *   <li>A Session that nobody can give to {@code OAuth2Sessions} opts in by its properties: {@code mail.smtp.class} names
 *       {@code io.github.mailbearer.mail.angus.OptInSmtpTransport}, and the token provider is found as a
 *       {@link io.github.mailbearer.TokenProviderFactory}.
 *   <li>{@link io.github.mailbearer.mail.OAuth2Authenticator} is the makeshift for implementations other than Angus Mail.
 *   <li>{@link io.github.mailbearer.mail.TokenRejectedException} keeps what a server said when it refused for good.
 *   <li>{@link io.github.mailbearer.mail.MailboxLimits} keeps mailboxes within the connections and messages a minute that
 *       their provider allows.
 *   <li>{@link io.github.mailbearer.mail.ConnectGuard} leaves a mailbox alone that a server refuses again and again; its
 *       {@link io.github.mailbearer.mail.ConnectGuardListener} hears of it, and whoever connects meanwhile gets a {@link
 *       io.github.mailbearer.mail.MailboxPausedException}.
 *   <li>{@link io.github.mailbearer.mail.MailBridge} and {@link io.github.mailbearer.mail.MailLogin} are for authors of
 *       transports and stores: one decides for a Session, the other for a single connection.
 * </ul>
 *
 * <p>From {@code Transport.send} to the wire: Jakarta Mail asks the Session for a transport and gets ours, registered by
 * {@code OAuth2Sessions}. Its {@code connect} begins a {@code MailLogin}, which checks host and settings and asks the
 * {@link io.github.mailbearer.TokenProvider} for a token; the transport opens the connection, presents the token, and
 * asks the login what a refusal means.
 */
package io.github.mailbearer.mail;
