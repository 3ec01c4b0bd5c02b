package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.IMAP;
import static io.github.mailbearer.msal.Connecting.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectScopesTest {

    private static final String GRAPH = "https://graph.microsoft.com/Mail.Send";

    @Test
    void openIdConnectsOwnScopesAreAddedOnce() {
        ConnectScopes scopes = ConnectScopes.of(List.of("openid", SMTP, "offline_access", IMAP, SMTP));

        assertThat(scopes.names()).containsExactly(SMTP, IMAP);
        assertThat(scopes.parameter()).isEqualTo(SMTP + " " + IMAP + " offline_access openid profile");
    }

    @Test
    void scopesOfTwoResourcesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectScopes.of(List.of(SMTP, GRAPH)))
                .withMessageContaining("scopes belong to several resources")
                .withMessageContaining("AADSTS28000");
    }

    @Test
    void bothNamesOfOutlookAreOneResource() {
        assertThat(ConnectScopes.of(List.of(SMTP, "https://outlook.office365.com/POP.AccessAsUser.All"))
                        .names())
                .hasSize(2);
    }

    @Test
    void theDefaultStandsAlone() {
        assertThat(ConnectScopes.of("https://outlook.office.com/.default").names())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectScopes.of(List.of(SMTP, "https://outlook.office.com/.default")))
                .withMessageContaining(".default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SMTP.Send", "https://outlook.office.com/", "https://a/b c", "https://a/b\n", "https://a/ü"})
    void whatIsNoFullNameOfOneScopeIsRefused(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectScopes.of(List.of(scope)))
                .withMessageContaining("scopes");
    }

    @Test
    void noScopeAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectScopes.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectScopes.of(List.of("openid")));
    }

    @Test
    void scopesThatWouldNotFitIntoACookieAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectScopes.of(SMTP + "x".repeat(1000)))
                .withMessageContaining("1000");
    }

    @Test
    void whatWasNotGrantedIsMissing() {
        ConnectScopes scopes = ConnectScopes.of(List.of(SMTP, IMAP));

        assertThat(scopes.missing(SMTP + " " + IMAP + " profile")).isEmpty();
        assertThat(scopes.missing(SMTP)).containsExactly(IMAP);
        assertThat(scopes.missing("")).as("granted what was asked for").isEmpty();
    }

    @Test
    void entraMayNameAScopeOtherwise() {
        assertThat(ConnectScopes.of(SMTP).missing("https://outlook.office365.com/smtp.send"))
                .isEmpty();
        assertThat(ConnectScopes.of(GRAPH).missing("Mail.Send openid")).isEmpty();
        assertThat(ConnectScopes.of(SMTP).missing("SMTP.Send")).containsExactly(SMTP);
    }
}
