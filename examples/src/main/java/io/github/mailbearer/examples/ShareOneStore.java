package io.github.mailbearer.examples;

import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node of a fleet: connected mailboxes are in a database that all nodes use, PostgreSQL for instance.
 *
 * <p>At each rollover one node asks Entra, and the others take its token out of the row.
 */
public final class ShareOneStore {

    private final EntraApplication application;
    private final TokenCacheStore store;

    /**
     * A node.
     *
     * @param keys the same on every node: lines as {@link EncryptionKeys#generate} makes them, out of a vault
     */
    public ShareOneStore(EntraApplication application, DataSource database, String keys) {
        this.application = application;
        this.store = TokenCacheStore.encrypted(JdbcTokenCacheStore.of(database), EncryptionKeys.parse(keys));
    }

    /** Sends from two nodes; the mailbox was connected before, to the same database. */
    public static void main(String[] args) throws MessagingException {
        PGSimpleDataSource database = new PGSimpleDataSource(); // in an application a pool
        database.setUrl(
                Settings.required("DATABASE_URL")); // jdbc:postgresql://db.contoso.com/mail?user=…&sslmode=verify-full
        JdbcTokenCacheStore.of(database).createSchema();
        EntraApplication application = EntraApplication.builder()
                .tenantId(Settings.required("ENTRA_TENANT_ID"))
                .clientId(Settings.required("ENTRA_CLIENT_ID"))
                .credential(EntraCredential.secret(Settings.required("ENTRA_CLIENT_SECRET")))
                .build();
        for (int node = 0; node < 2; node++) {
            Session session = new ShareOneStore(application, database, Settings.required("MAIL_KEYS"))
                    .session(Settings.required("MAIL_FROM"));
            SendPlain.send(session, Settings.required("MAIL_TO"));
        }
    }

    /** What connects mailboxes, on any node, is made over the same store. */
    public TokenCacheStore store() {
        return store;
    }

    public Session session(String mailbox) {
        return equipped(mailbox).platform(MailPlatform.MICROSOFT_365).build();
    }

    OAuth2Sessions.Builder equipped(String mailbox) {
        return OAuth2Sessions.builder(MsalTokenProvider.delegated(application, store))
                .user(mailbox);
    }
}
