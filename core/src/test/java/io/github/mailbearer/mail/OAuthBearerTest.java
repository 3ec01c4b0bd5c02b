package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import io.github.mailbearer.testkit.SignIn;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OAUTHBEARER (RFC 7628): chosen by the user, or because the server offers nothing else. */
@Timeout(30)
class OAuthBearerTest {

    private final AcceptedTokens accepted = AcceptedTokens.of("token-1", "token-2");
    private final ScriptedTokens tokens = ScriptedTokens.counting();
    private final FakeMailServer smtp =
            FakeMailServer.smtp().tokens(accepted).start().mechanisms("OAUTHBEARER");
    private final FakeMailServer imap =
            FakeMailServer.imap().tokens(accepted).start().mechanisms("OAUTHBEARER");

    @AfterEach
    void stop() {
        smtp.close();
        imap.close();
    }

    private Store imapStore() throws MessagingException {
        return Mails.reading(MailProtocol.IMAP, imap, tokens).build().getStore();
    }

    @Test
    void isUsedWhereOnlyThatIsOffered() throws Exception {
        send(Mails.to(smtp, tokens).build());
        assertThat(smtp.counts()).hasToString("1/1/0");
        assertThat(smtp.signIns()).singleElement().satisfies(signIn -> {
            assertThat(signIn.mechanism()).isEqualTo("OAUTHBEARER");
            assertThat(signIn.user()).isEqualTo(MAILBOX);
            assertThat(signIn.host()).contains(smtp.host());
            assertThat(signIn.port()).isEqualTo(OptionalInt.of(smtp.port()));
        });
        try (Store store = imapStore()) {
            store.connect();
            assertThat(imap.counts()).hasToString("1/1/0");
            assertThat(imap.signIns()).extracting(SignIn::mechanism).containsOnly("OAUTHBEARER");
            assertThat(imap.signIns()).extracting(SignIn::port).containsOnly(OptionalInt.of(imap.port()));
        }
    }

    @Test
    void givesWayToXoauth2WhereBothAreOffered() throws Exception {
        smtp.mechanisms("PLAIN", "OAUTHBEARER", "XOAUTH2");
        imap.mechanisms("PLAIN", "OAUTHBEARER", "XOAUTH2");
        send(Mails.to(smtp, tokens).build());
        try (Store store = imapStore()) {
            store.connect();
        }
        assertThat(smtp.signIns()).extracting(SignIn::mechanism).containsOnly("XOAUTH2");
        assertThat(imap.signIns()).extracting(SignIn::mechanism).containsOnly("XOAUTH2");
    }

    @Test
    void isUsedWhereTheUserWantsIt() throws Exception {
        smtp.mechanisms("OAUTHBEARER", "XOAUTH2");
        send(Mails.to(smtp, tokens).mechanism(SaslMechanism.OAUTHBEARER).build());
        send(Mails.to(smtp, tokens)
                .property("mail.smtp.auth.mechanisms", "OAUTHBEARER XOAUTH2")
                .build());
        assertThat(smtp.signIns()).extracting(SignIn::mechanism).containsExactly("OAUTHBEARER", "OAUTHBEARER");
    }

    @Test
    void isNotReplacedByAnotherMechanism() {
        smtp.mechanisms("XOAUTH2", "PLAIN");
        Session session =
                Mails.to(smtp, tokens).mechanism(SaslMechanism.OAUTHBEARER).build();
        assertThatThrownBy(() -> send(session))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("does not offer OAUTHBEARER")
                .hasMessageContaining("XOAUTH2");
        assertThat(smtp.counts()).hasToString("1/0/0");
    }

    @Test
    void answersAnErrorChallengeWithOneControlCharacter() throws Exception {
        accepted.revoke("token-1");
        smtp.refuseBy(Refusal.CHALLENGE);
        imap.refuseBy(Refusal.CHALLENGE);
        send(Mails.to(smtp, tokens).build());
        assertThat(smtp.counts()).hasToString("2/2/1");
        assertThat(smtp.challengeAnswers()).containsOnly("AQ==");
        accepted.only();
        try (Store store = imapStore()) {
            TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, store::connect);
            assertThat(refusal.error().orElseThrow().status()).contains("invalid_token");
        }
        assertThat(imap.challengeAnswers()).isNotEmpty().containsOnly("AQ==");
    }

    @Test
    void isNotToBeHadOverPop3() throws Exception {
        assertThatThrownBy(() -> OAuth2Sessions.builder(tokens)
                        .server(MailServer.of(
                                MailProtocol.POP3, "pop.example.org", 995, TransportSecurity.IMPLICIT_TLS))
                        .mechanism(SaslMechanism.OAUTHBEARER)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mechanism is OAUTHBEARER")
                .hasMessageContaining("XOAUTH2");
        try (FakeMailServer pop3 = FakeMailServer.pop3().tokens(accepted).start();
                Store store = Mails.reading(MailProtocol.POP3, pop3, tokens)
                        .server(MailServer.of(MailProtocol.IMAP, "localhost", 143, TransportSecurity.STARTTLS))
                        .mechanism(SaslMechanism.OAUTHBEARER)
                        .build()
                        .getStore("pop3")) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("OAUTHBEARER for POP3");
            assertThat(pop3.counts()).hasToString("0/0/0");
        }
    }
}
