package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several connectors over the same application, store and keys, the one that began a sign-in says what it is for. */
@Timeout(30)
class ConnectSideBySideTest {

    private static Connecting connecting;

    private MailboxConnector strict;
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
        strict = connecting.connector;
        any = connecting.builder().allowAnyAccount().build();
    }

    @Test
    void aStrictSignInStaysStrictWhereAnyAccountIsAllowed() {
        connecting.connect(MAILBOX);
        AuthorizationRequest request = strict.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, OTHER);

        MailboxNotConnectedException refusal = Connecting.refusal(() -> any.complete(callback, request.browserValue()));

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ACCOUNT);
        assertThat(connecting.row(MAILBOX).account().username()).isEqualTo(MAILBOX);
    }

    @Test
    void aSignInForAnyAccountIsNotJudgedByAConnectorThatAllowsOne() {
        AuthorizationRequest request = any.begin(MAILBOX);

        assertThat(strict.complete(connecting.signIn(request, OTHER), request.browserValue())
                        .account())
                .isEqualTo(OTHER);
    }

    @Test
    void anAnswerToAnotherRedirectUriIsRefusedAndStillGood() {
        assertForeign(connecting
                .builder()
                .redirectUri(URI.create("https://shop.example/other"))
                .build());
    }

    @Test
    void anAnswerForOtherScopesIsRefusedAndStillGood() {
        assertForeign(connecting.builder().scopes(SMTP).build());
    }

    @Test
    void whyABrowserValueDoesNotOpenIsInTheCauseAndNamesNoKeyToThePerson() {
        MailboxConnector withOtherKeys = connecting
                .builder()
                .sealingKeys(EncryptionKeys.of("other-key", new byte[32]))
                .build();
        AuthorizationRequest request = strict.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        MailboxNotConnectedException refusal =
                Connecting.refusal(() -> withOtherKeys.complete(callback, request.browserValue()));

        assertThat(refusal.reason()).isEqualTo(Reason.BROWSER_MISMATCH);
        assertThat(refusal).hasMessageNotContaining("test").hasMessageNotContaining("other-key");
        assertThat(refusal.getCause()).hasMessageContaining("\"test\"").hasMessageContaining("other-key");
    }

    private void assertForeign(MailboxConnector other) {
        AuthorizationRequest request = strict.begin(MAILBOX);
        Map<String, String> callback = connecting.signIn(request, MAILBOX);

        MailboxNotConnectedException refusal =
                Connecting.refusal(() -> other.complete(callback, request.browserValue()));

        assertThat(refusal.reason()).isEqualTo(Reason.STATE_INVALID);
        assertThat(refusal).hasMessageContaining("another connector");
        assertThat(connecting.entra.tokenRequestCount()).isZero();
        assertThat(strict.complete(callback, request.browserValue()).mailbox()).isEqualTo(MAILBOX);
    }
}
