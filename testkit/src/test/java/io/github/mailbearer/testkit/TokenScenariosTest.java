package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios that look at the claims of tokens, played with tokens of a fake Entra. */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenScenariosTest {

    private static final String ANA = "ana@contoso.com";
    private static final String SHARED = "sales@contoso.com";

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final FakeMailServer smtp = FakeMailServer.smtp()
            .security(Security.CLEARTEXT)
            .tokens(entra.tokens())
            .clock(clock)
            .start();
    private final FakeMailServer imap = FakeMailServer.imap()
            .security(Security.CLEARTEXT)
            .tokens(entra.tokens())
            .clock(clock)
            .start();
    private final FakeMailServer pop3 = FakeMailServer.pop3()
            .security(Security.CLEARTEXT)
            .tokens(entra.tokens())
            .clock(clock)
            .start();

    @BeforeEach
    void beginAnew() {
        entra.reset();
        List.of(smtp, imap, pop3).forEach(FakeMailServer::reset);
    }

    @AfterAll
    void close() {
        List.of(smtp, imap, pop3).forEach(FakeMailServer::close);
        entra.close();
    }

    private String ofApp() {
        return entra.issueToken(Map.of());
    }

    private String ofPerson(String upn) {
        return entra.issueToken(
                Map.of("upn", upn, "scp", "SMTP.Send IMAP.AccessAsUser.All POP.AccessAsUser.All", "roles", List.of()));
    }

    private String smtp(String user, String token) throws Exception {
        return new Rehearsal(smtp, user, token).smtp(user);
    }

    private String imap(String user, String token) throws Exception {
        return new Rehearsal(imap, user, token).imap(1);
    }

    private String pop3(String user, String token) throws Exception {
        return new Rehearsal(pop3, user, token).pop3();
    }

    @ParameterizedTest
    @ValueSource(strings = {"servicePrincipalMissing", "wrongObjectId", "noMailboxPermission"})
    void refusesApplicationsEverywhereAndPeopleNowhere(String name) throws Exception {
        for (FakeMailServer server : List.of(smtp, imap, pop3)) {
            server.play(MailScenario.named(name).withHostBlock(false));
        }

        assertThat(smtp(SHARED, ofApp())).isEqualTo("535 5.7.3 Authentication unsuccessful");
        assertThat(imap(SHARED, ofApp())).isEqualTo("NO AUTHENTICATE failed.");
        assertThat(pop3(SHARED, ofApp())).isEqualTo("-ERR Authentication failure: unknown user name or bad password.");
        assertThat(smtp(ANA, ofPerson(ANA)) + imap(ANA, ofPerson(ANA)) + pop3(ANA, ofPerson(ANA)))
                .isEmpty();
        assertThat(smtp.counts()).hasToString("2/2/1");
        assertThat(smtp.signIns()).extracting(SignIn::accepted).containsExactly(false, true);
    }

    @Test
    void letsInTheApplicationWhoseObjectIdIsRegistered() throws Exception {
        smtp.play(MailScenario.wrongObjectId("11111111-2222-3333-4444-555555555555"));

        assertThat(smtp(SHARED, ofApp())).startsWith("535 5.7.3 ");
        assertThat(smtp(SHARED, entra.issueToken(Map.of("oid", "11111111-2222-3333-4444-555555555555"))))
                .isEmpty();
    }

    @Test
    void wantsRolesUnlessTheRightsAreOfRbac() throws Exception {
        entra.play(EntraScenario.adminConsentMissing());
        imap.play(MailScenario.adminConsentMissing());
        smtp.play(MailScenario.adminConsentMissing());

        assertThat(imap(SHARED, ofApp())).startsWith("NO ");
        assertThat(smtp(SHARED, ofApp())).startsWith("535 5.7.3 ");
        smtp.play(MailScenario.smtpRbac());
        assertThat(smtp(SHARED, ofApp())).isEmpty();
        assertThat(smtp(SHARED, entra.issueToken(Map.of("aud", "https://graph.microsoft.com"))))
                .startsWith("535 5.7.3 ");

        smtp.play(MailScenario.adminConsentMissing());
        assertThat(smtp(SHARED, entra.issueToken(Map.of("roles", List.of("SMTP.SendAsApp")))))
                .isEmpty();
    }

    @Test
    void wantsTheUserWhoseTokenItIs() throws Exception {
        smtp.play(MailScenario.upnDiffers());

        assertThat(smtp("ana.lopez@contoso.com", ofPerson(ANA))).startsWith("535 5.7.3 ");
        assertThat(smtp("ANA@contoso.com", ofPerson(ANA))).isEmpty();
        assertThat(smtp(SHARED, ofApp())).isEmpty();
    }

    @Test
    void wantsTheSharedMailboxAsUserInImapAndPop3AndThePersonInSmtp() throws Exception {
        smtp.play(MailScenario.sharedMailboxDelegated());
        imap.play(MailScenario.sharedMailboxOpen());
        pop3.play(MailScenario.sharedMailboxOpen());

        assertThat(smtp(SHARED, ofPerson(ANA))).startsWith("535 5.7.3 ");
        assertThat(new Rehearsal(smtp, ANA, ofPerson(ANA)).smtp(SHARED)).isEmpty();
        assertThat(imap(SHARED, ofPerson(ANA)) + pop3(SHARED, ofPerson(ANA))).isEmpty();
        assertThat(imap(SHARED, ofApp())).isEmpty();

        entra.play(EntraScenario.graphAudience());
        assertThat(imap(SHARED, ofPerson(ANA))).startsWith("NO ");
    }

    @Test
    void wantsTenMinutesOfLifeForHighVolumeEmail() throws Exception {
        smtp.play(MailScenario.hveNearExpiry());
        String token = ofApp();

        clock.advance(Duration.ofMinutes(50));
        assertThat(smtp(SHARED, token)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(smtp(SHARED, token)).startsWith("501 5.5.127 ");

        smtp.play(MailScenario.named("hveExpired"));
        assertThat(smtp(SHARED, token)).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(smtp(SHARED, token)).startsWith("535 5.7.143 ");
    }

    @Test
    void wantsMailSendForHighVolumeEmail() throws Exception {
        smtp.play(MailScenario.hveWrongPermission());

        assertThat(smtp(SHARED, ofApp())).startsWith("535 5.7.144 ");
        assertThat(smtp(SHARED, entra.issueToken(Map.of("roles", List.of("Mail.Send")))))
                .isEmpty();
        assertThat(smtp(SHARED, entra.issueToken(Map.of("scp", "Mail.Send openid"))))
                .isEmpty();
    }

    @Test
    void refusesATokenForGraphWithoutAnyScenarioOfItsOwn() throws Exception {
        entra.play(EntraScenario.graphAudience());

        assertThat(smtp(SHARED, ofApp())).startsWith("535 5.7.3 ");
        assertThat(imap(SHARED, ofApp())).isEqualTo("NO AUTHENTICATE failed.");
    }
}
