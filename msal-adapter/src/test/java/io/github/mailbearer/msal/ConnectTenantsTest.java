package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application for accounts of many tenants keeps each mailbox to the one that it signed in to. */
@Timeout(30)
class ConnectTenantsTest {

    private static final String ONE = "0f0f0f0f-1111-4222-8333-444444444444";
    private static final String TWO = "1f1f1f1f-1111-4222-8333-444444444444";
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static Connecting common;
    private static Connecting organizations;

    @BeforeAll
    static void start() {
        common = new Connecting("common");
        organizations = new Connecting("organizations");
    }

    @AfterAll
    static void stop() {
        common.close();
        organizations.close();
    }

    @BeforeEach
    void reset() {
        common.reset();
        organizations.reset();
    }

    private static void signInsAreTo(Connecting connecting, String tenantId) {
        connecting.entra.idTokenClaims(
                Map.of("tid", tenantId, "iss", "https://login.microsoftonline.com/" + tenantId + "/v2.0"));
    }

    @Test
    void aMailboxIsPinnedToTheTenantThatItSignedInTo() {
        signInsAreTo(common, ONE);

        assertThat(common.connect(MAILBOX).tenantId()).isEqualTo(ONE);

        assertThat(common.row(MAILBOX).account().tenantId()).isEqualTo(ONE);
    }

    @Test
    void aMailboxMovesToAnotherTenantOnlyAfterItWasDisconnected() {
        signInsAreTo(common, ONE);
        common.connect(MAILBOX);
        signInsAreTo(common, TWO);

        MailboxNotConnectedException refusal = Connecting.refusal(() -> common.connect(MAILBOX));

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_TENANT);
        assertThat(refusal).hasMessageContaining(ONE).hasMessageContaining(TWO);
        assertThat(common.row(MAILBOX).account().tenantId()).isEqualTo(ONE);
        common.connector.disconnect(MAILBOX);
        assertThat(common.connect(MAILBOX).tenantId()).isEqualTo(TWO);
    }

    @Test
    void aPersonalAccountIsConnectedWhereThoseAreExpectedToo() {
        signInsAreTo(common, PERSONAL);

        assertThat(common.connect(MAILBOX).tenantId()).isEqualTo(PERSONAL);
    }

    @Test
    void aPersonalAccountIsRefusedWhereOnlyOrganisationsAreExpected() {
        signInsAreTo(organizations, PERSONAL);
        assertThat(Connecting.refusal(() -> organizations.connect(MAILBOX)).reason())
                .isEqualTo(Reason.WRONG_TENANT);

        signInsAreTo(organizations, ONE);
        assertThat(organizations.connect(MAILBOX).tenantId()).isEqualTo(ONE);
    }
}
