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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts whose names are no addresses. */
@Timeout(30)
class ConnectNamesTest {

    private static Connecting connecting;

    private MailboxConnector any;

    @BeforeAll
    static void start() {
        connecting = new Connecting();
    }

    @AfterAll
    static void stop() {
        connecting.close();
    }

    @BeforeEach
    void reset() {
        connecting.reset();
        any = connecting.builder().allowAnyAccount().build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4915112345678", "live.com#ana@gmail.com", "a@b@contoso.com"})
    void whateverNameIsListedCanBeFoundAndDisconnected(String account) {
        connecting.entra.addAccount(account);
        AuthorizationRequest request = any.begin(SignInOptions.ofAnyAccount());

        any.complete(connecting.signIn(request, account), request.browserValue());

        String listed = any.list().get(0).mailbox();
        assertThat(listed).isEqualTo(account);
        assertThat(any.find(listed)).map(ConnectedMailbox::account).contains(account);
        assertThat(any.disconnect(listed)).isTrue();
        assertThat(any.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana b@contoso.com", "ana\u200B@contoso.com", "state:1790000000:abc"})
    void anAccountByWhoseNameNothingCanBeKeptIsRefusedAndOnAReloadToo(String account) {
        connecting.entra.idTokenClaims(Map.of("preferred_username", account));
        AuthorizationRequest request = any.begin(SignInOptions.ofAnyAccount());
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        for (int i = 0; i < 2; i++) {
            MailboxNotConnectedException refusal =
                    Connecting.refusal(() -> any.complete(callback, request.browserValue()));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_STORED);
            assertThat(refusal).hasMessageContaining("by its address");
        }
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void suchAnAccountIsConnectedByTheAddressOfTheMailbox() {
        connecting.entra.idTokenClaims(Map.of("preferred_username", "ana b@contoso.com"));
        AuthorizationRequest request = any.begin(MAILBOX);

        ConnectedMailbox mailbox = any.complete(connecting.signIn(request, MAILBOX), request.browserValue());

        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
        assertThat(mailbox.account()).isEqualTo("ana b@contoso.com");
    }
}
