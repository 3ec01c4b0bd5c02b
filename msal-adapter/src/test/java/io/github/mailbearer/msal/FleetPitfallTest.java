package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import io.github.mailbearer.msal.store.H2;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.msal.store.TestPool;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sixteen nodes connect a mailbox each at the same moment: pitfalls 8 and 9, in a fleet. */
@Timeout(60)
class FleetPitfallTest {

    private static final int NODES = 16;
    private static final String SCOPE = "https://outlook.office.com/SMTP.Send";

    /** MSAL's whole cache in one place, read and written as its examples do; all have read before the first writes. */
    private static final class SharedBlob implements ITokenCacheAccessAspect {

        private final AtomicReference<String> blob;
        private final CyclicBarrier allHaveRead;

        SharedBlob(AtomicReference<String> blob, CyclicBarrier allHaveRead) {
            this.blob = blob;
            this.allHaveRead = allHaveRead;
        }

        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {
            context.tokenCache().deserialize(blob.get());
        }

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {
            try {
                allHaveRead.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            blob.set(context.tokenCache().serialize());
        }
    }

    @Test
    void ofSixteenMailboxesInMsalsWholeCacheOneSurvivesAndOfOursAllDo() throws Exception {
        TestPool pool = TestPool.swift(4, H2.inMemory());
        JdbcTokenCacheStore table = JdbcTokenCacheStore.of(pool);
        table.createSchema();
        FleetMailboxes mailboxes = new FleetMailboxes(
                TokenCacheStore.encrypted(table, EncryptionKeys.parse(EncryptionKeys.generate("2026-11"))));
        AtomicReference<String> blob = new AtomicReference<>("");
        CyclicBarrier allHaveRead = new CyclicBarrier(NODES);

        Together.run(NODES, node -> {
            String mailbox = "msal-" + node + "@contoso.com";
            mailboxes.entra.addAccount(mailbox);
            ConfidentialClientApplication msal = msal(mailboxes, new SharedBlob(blob, allHaveRead));
            return PlainMsal.redeem(msal, mailboxes.entra.issueRefreshToken(mailbox, SCOPE), SCOPE);
        });
        Together.run(NODES, node -> {
            mailboxes.connect("ours-" + node + "@contoso.com");
            return null;
        });

        ConfidentialClientApplication reader = PlainMsal.callerRuns(mailboxes.entra);
        reader.tokenCache().deserialize(blob.get());
        assertThat(reader.getAccounts().join()).as("MSAL4J").hasSize(1);
        assertThat(table.list(mailboxes.entra.tenantId(), mailboxes.entra.clientId()))
                .as("ours")
                .hasSize(NODES);
        for (int node = 0; node < NODES; node++) {
            assertThat(mailboxes.refreshToken("ours-" + node + "@contoso.com")).isNotBlank();
        }
        mailboxes.entra.close();
        pool.close();
    }

    private static ConfidentialClientApplication msal(FleetMailboxes mailboxes, ITokenCacheAccessAspect aspect) {
        return PlainMsal.build(PlainMsal.builder(mailboxes.entra)
                .executorService(new CallerRunsExecutor())
                .setTokenCacheAccessAspect(aspect));
    }
}
