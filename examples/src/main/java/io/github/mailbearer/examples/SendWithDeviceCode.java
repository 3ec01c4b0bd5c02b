package io.github.mailbearer.examples;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.FileTokenCacheStore;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Sends a message as a person who signs in on another device, by a code that is shown here the first time.
 *
 * <p>The application is registered as a public client, and has no secret.
 */
public final class SendWithDeviceCode {

    private static final Path DIRECTORY = Path.of("mailbearer-store");

    private SendWithDeviceCode() {}

    public static void main(String[] args) throws MessagingException {
        EntraApplication application = EntraApplication.builder()
                .tenantId(Settings.required("ENTRA_TENANT_ID"))
                .clientId(Settings.required("ENTRA_CLIENT_ID"))
                .credential(EntraCredential.publicClient())
                .build();

        Session session = OAuth2Sessions.builder(tokens(application, DIRECTORY, System.out))
                .platform(MailPlatform.MICROSOFT_365)
                .scopes(MailPlatform.MICROSOFT_365
                        .delegatedScopes(MailProtocol.SMTP)
                        .toArray(String[]::new))
                .user(Settings.required("MAIL_FROM"))
                .build();

        SendPlain.send(session, Settings.required("MAIL_TO"));
    }

    static TokenProvider tokens(EntraApplication application, Path directory, PrintStream out) {
        TokenCacheStore store = TokenCacheStore.encrypted(
                FileTokenCacheStore.in(directory.resolve("mailboxes")),
                EncryptionKeys.fromFileOrNew(directory.resolve("keys")));
        return MsalTokenProvider.deviceCode(
                application,
                store,
                prompt -> out.println("Open " + prompt.verificationUri() + " and type " + prompt.userCode()));
    }
}
