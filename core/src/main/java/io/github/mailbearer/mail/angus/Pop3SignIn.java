package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** Finds out how one attempt of Angus to sign in over POP3 really ended, and says it with the right exception. */
final class Pop3SignIn {

    /** Angus' own words for two things that are no refusal; it throws the same exception for everything. */
    private static final String NO_MECHANISM = "No authentication mechanisms supported by both server and client";

    private static final String NO_TLS = "STLS required but not supported";

    private final MailLogin login;
    private final Credential credential;

    Pop3SignIn(MailLogin login) throws MessagingException {
        if (login.choose(mechanism -> mechanism == SaslMechanism.XOAUTH2).isEmpty()) {
            throw new MessagingException("Angus Mail has no OAUTHBEARER for POP3, so no token was sent to "
                    + login.server() + " for " + login.mailbox() + ": use XOAUTH2 there, or IMAP");
        }
        this.login = login;
        this.credential = Credential.of(login, SaslMechanism.XOAUTH2, login.mailbox());
    }

    /** Begins to listen to what Angus says. */
    Pop3Trace.Heard listenTo(Pop3Trace trace) {
        return trace.begin(credential);
    }

    /** The token, which Angus wants to be given as a password. */
    String password() throws MessagingException {
        return login.token().value();
    }

    /** When the token runs out. */
    Instant expiresAt() throws MessagingException {
        return login.token().expiresAt();
    }

    void requireProtection(boolean tls) throws MessagingException {
        login.requireProtection(tls);
    }

    /** Angus threw. */
    MessagingException failed(Exception e, Pop3Trace.Heard heard, Map<String, String> capabilities) {
        if (e instanceof AuthenticationFailedException && heard.refused()) {
            return new Refused(refusal("-ERR " + e.getMessage(), null));
        }
        if (e instanceof MailConnectException unreachable) {
            return unreachable;
        }
        if (NO_MECHANISM.equals(e.getMessage())) {
            return login.notOffered(capabilities.get("SASL"), null);
        }
        if (NO_TLS.equals(e.getMessage())) {
            return unprotected(e);
        }
        Exception cause = withoutToken(heard.fault().orElseGet(() -> causeOf(e)));
        return login.broken(heard.reply().map(reply -> said(reply, cause)).orElse(cause));
    }

    /** Angus quotes a line that is no reply, and the server may have repeated the token in it. */
    private Exception withoutToken(Exception e) {
        StringWriter printed = new StringWriter();
        e.printStackTrace(new PrintWriter(printed));
        String text = printed.toString();
        if (credential.withoutToken(text).equals(text)) {
            return e;
        }
        IOException clean = new IOException(credential.clean(String.valueOf(e.getMessage())));
        clean.setStackTrace(e.getStackTrace());
        return clean;
    }

    /** Angus passes over the words with which a server sends clients away. */
    private Exception said(String reply, Exception cause) {
        return new IOException("the server said " + credential.clean(reply), cause);
    }

    /** Angus drops the end of a connection for an authentication failure with the same message. */
    private static Exception causeOf(Exception e) {
        if (e.getCause() instanceof Exception cause) {
            return cause;
        }
        return e instanceof AuthenticationFailedException ? new EOFException(e.getMessage()) : e;
    }

    private MessagingException unprotected(Exception e) {
        try {
            login.requireProtection(false);
        } catch (MessagingException unprotected) {
            return unprotected;
        }
        return login.broken(e);
    }

    /** Angus took a challenge for success, and the server answered the next command with its final reply. */
    MessagingException unmasked(Pop3Trace.Heard heard) {
        ServerError error =
                heard.explanation().map(credential::clean).map(ServerError::new).orElse(null);
        String reply = heard.reply().map(credential::clean).orElse("");
        return reply.isEmpty() && error == null
                ? login.broken(new EOFException("the server closed it right after the token"))
                : new Refused(refusal(reply.isEmpty() ? "-ERR without a reason" : reply, error));
    }

    private Refusal refusal(String reply, @Nullable ServerError error) {
        Pop3Reply cleaned = new Pop3Reply(credential.clean(reply));
        return new Refusal(cleaned.verdict(), cleaned.text(), error);
    }
}
