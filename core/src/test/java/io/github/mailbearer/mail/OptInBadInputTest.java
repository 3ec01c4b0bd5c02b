package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a Session that opts in is told at its connect, by name, with the right form. */
class OptInBadInputTest {

    private final ScriptedTokens tokens = ScriptedTokens.counting();
    private final Properties properties = new Properties();

    @BeforeEach
    void set() {
        properties.setProperty("mail.smtp.class", OptIn.CLASSES.get("smtp"));
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.user", MAILBOX);
        TestTokens.use(tokens, properties);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> send(Session.getInstance(properties)))
                .isExactlyInstanceOf(MessagingException.class)
                .hasMessageContainingAll(words)
                .hasCauseInstanceOf(RuntimeException.class);
        assertThat(tokens.asked()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailbearer.platfrom           | gmail         | mailbearer.platfrom is not known | set mailbearer.platform
            mailbearer.test.isuer         | x             | mailbearer.test.isuer is not known | set mailbearer.test.issuer
            mailbearer.entra.tenant       | x             | mailbearer.entra.tenant is not known | remove it
            mailbearer.platform           | gmial         | mailbearer.platform=gmial | gmail, microsoft-365, microsoft-365-china
            mailbearer.platform           | gmail         | smtp.office365.com does not belong to Gmail | remove mailbearer.platform
            mailbearer.provider           | entra         | mailbearer.provider=entra is not there | set one of test
            mailbearer.require-sender     | yes           | mailbearer.require-sender=yes | set true
            mailbearer.limits             | fast          | mailbearer.limits=fast | connections=3 messages-per-minute=30
            mailbearer.limits             | connections=0 | mailbearer.limits=connections=0 | numbers from 1
            mailbearer.scopes             | a"b           | mailbearer.scopes is wrong | not a single scope
            mailbearer.catalogue          | no/such.file  | mailbearer.catalogue is wrong: no/such.file | it cannot be read
            mailbearer.test.issuer        | ''            | mailbearer.test.issuer is not set | TestTokens.use
            mailbearer.test.issuer        | unheard-of    | TestTokens made null | provider
            mailbearer.test.secret        | undeclared    | mailbearer.test.undeclared | properties()
            mailbearer.test.secret        | linkage       | com/example/Vault | Add the jar
            mail.smtp.auth.mechanisms     | LOGIN         | mail.smtp.auth.mechanisms=LOGIN | set mail.smtp.auth.mechanisms=XOAUTH2
            mail.smtp.starttls.required   | false         | mail.smtp.starttls.required=false | remove it
            mail.debug.auth               | true          | mail.debug.auth=true | remove it
            mail.imap.class               | com.example.S | mail.imap.class=com.example.S | remove it
            mail.smtp.user                | nobody        | mail.smtp.user | is not an address
            """)
    void eachWrongPropertyIsNamed(String name, String value, String found, String remedy) {
        properties.setProperty(name, value);
        assertRefused(found, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "imaps", "pop3", "pop3s"})
    void storesTellItTheSameWay(String protocol) throws Exception {
        properties.setProperty("mail." + protocol + ".class", OptIn.CLASSES.get(protocol));
        properties.setProperty("mailbearer.platfrom", "gmail");
        try (var store = Session.getInstance(properties).getStore(protocol)) {
            assertThatThrownBy(() -> store.connect("smtp.office365.com", MAILBOX, null))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining("set mailbearer.platform");
        }
    }

    @Test
    void aHostThatOnlyConnectNamesGetsNoToken() throws Exception {
        properties.remove("mail.smtp.host");
        try (var transport = Session.getInstance(properties).getTransport("smtp")) {
            assertThatThrownBy(() -> transport.connect("smtp.office365.com", MAILBOX, null))
                    .hasMessageContaining("mail.smtp.host is not set")
                    .hasMessageContaining("mailbearer.platform");
        }
    }

    @Test
    void theClassOfAnotherProtocolIsNoWayIn() throws Exception {
        properties.setProperty("mail.smtps.class", OptIn.CLASSES.get("smtp"));
        properties.remove("mail.smtp.class");
        try (var transport = Session.getInstance(properties).getTransport("smtps")) {
            assertThatThrownBy(transport::connect).hasMessageContaining("set mail.smtp.class");
        }
    }

    @Test
    void theProtocolNameThatNobodyUsesIsNoWayIn() throws Exception {
        properties.remove("mail.smtp.class");
        try (var transport = Session.getInstance(properties).getTransport("x-mailbearer-smtp")) {
            assertThatThrownBy(() -> transport.connect("smtp.office365.com", MAILBOX, null))
                    .hasMessageContaining("does not sign in with tokens");
        }
    }

    @Test
    void sessionsMadeInCodeRefuseUnknownNamesToo() {
        properties.setProperty("mailbearer.scope", "x");
        properties.remove("mail.smtp.class");
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set mailbearer.scopes");
        assertThatThrownBy(() -> OAuth2Sessions.install(Session.getInstance(properties), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set mailbearer.scopes");
        assertThatThrownBy(() -> OAuth2Sessions.builder(tokens)
                        .platform(MailPlatform.GMAIL)
                        .property("mailbearer.require-sender", "true")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mailbearer.require-sender")
                .hasMessageContaining("methods of the builder");
    }
}
