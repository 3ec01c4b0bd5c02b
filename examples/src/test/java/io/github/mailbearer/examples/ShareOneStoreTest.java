package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import java.net.URI;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(MailbearerExtension.class)
class ShareOneStoreTest {

    private static final String SCOPE = "https://outlook.office.com/SMTP.Send";

    @Test
    void twoNodesSendWithOneTokenAndWhatOneOfThemConnected(FakeEntra entra, FakeMailServer smtp) throws Exception {
        DataSource database = database();
        String keys = EncryptionKeys.generate("2026-11");
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build();
        ShareOneStore one = new ShareOneStore(application, database, keys);
        ShareOneStore other = new ShareOneStore(application, database, keys);
        entra.addAccount(FakeTenant.MAILBOX);
        MailboxConnector.builder(application, one.store())
                .redirectUri(URI.create("https://app.contoso.example/callback"))
                .scopes(SCOPE)
                .build()
                .importRefreshToken(FakeTenant.MAILBOX, entra.issueRefreshToken(FakeTenant.MAILBOX, SCOPE));

        send(one, smtp);
        send(other, smtp);

        assertThat(smtp.messages()).hasSize(2);
        assertThat(entra.tokenRequestCount()).as("the import's").isEqualTo(1);
    }

    private static void send(ShareOneStore node, FakeMailServer smtp) throws Exception {
        SendPlain.send(
                node.equipped(FakeTenant.MAILBOX)
                        .server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                        .sslContext(smtp.clientContext())
                        .build(),
                "you@contoso.example");
    }

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcTokenCacheStore.of(database).createSchema();
        return database;
    }
}
