package io.github.mailbearer.examples.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.ConnectedMailbox;
import io.github.mailbearer.msal.MailboxNotConnectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The page that connects a mailbox and the fake Entra's pages, in a real browser with its own rules for cookies. */
@Timeout(120)
class ConnectPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private CallbackPage page;
    private FakeMail mail;
    private Installation installation;
    private WebDriver browser;
    private URI start;

    @BeforeAll
    static void chromiumIsThere() {
        Chromium.required();
    }

    @BeforeEach
    void open() throws IOException {
        page = CallbackPage.open(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        mail = FakeMail.start(page.callback());
        installation = new Installation(mail, mail.directory(), page.callback());
        start = page.offer(installation.connector(), mail.mailbox());
        browser = Chromium.start();
        browser.manage().timeouts().implicitlyWait(PATIENCE);
    }

    @AfterEach
    void close() throws IOException {
        browser.quit();
        page.close();
        mail.close();
    }

    @Test
    void aPersonSignsInConsentsAndTheMailboxSends() throws Exception {
        signIn(mail.mailbox());
        press("accept");

        awaitText("is connected");
        ConnectedMailbox connected = page.awaitConnected();
        assertThat(connected.mailbox()).isEqualTo(mail.mailbox());
        installation.send("From a browser's consent.");
        assertThat(mail.smtp().messages()).hasSize(1);
    }

    @Test
    void aReloadOfTheCallbackIsAnsweredWithoutAnotherTokenRequest() {
        signIn(mail.mailbox());
        press("accept");
        awaitText("is connected");

        browser.navigate().refresh();

        awaitText("is connected");
        assertThat(mail.entra().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aPersonWhoCancelsChangesNothing() {
        signIn(mail.mailbox());
        element("//button[@id='accept']");
        press("cancel");

        awaitText("is not connected");
        assertThat(notConnected().reason()).isEqualTo(MailboxNotConnectedException.Reason.CONSENT_DENIED);
        assertThat(installation.isConnected()).isFalse();
    }

    @Test
    void somebodyElseWhoSignsInIsRefused() {
        mail.entra().addAccount("mallory@contoso.example");

        signIn("mallory@contoso.example");
        press("accept");

        awaitText("is not connected");
        assertThat(notConnected().reason()).isEqualTo(MailboxNotConnectedException.Reason.WRONG_ACCOUNT);
        assertThat(installation.isConnected()).isFalse();
    }

    @Test
    void aCallbackInTheBrowserOfSomebodyElseIsRefused() {
        String callback = mail.entra()
                .signIn(authorizationUrlOfAnotherBrowser(), mail.mailbox())
                .toString();

        browser.get(callback);

        awaitText("is not connected");
        assertThat(notConnected().reason()).isEqualTo(MailboxNotConnectedException.Reason.BROWSER_MISMATCH);
        assertThat(installation.isConnected()).isFalse();
    }

    private URI authorizationUrlOfAnotherBrowser() {
        return installation.connector().begin(mail.mailbox()).url();
    }

    private MailboxNotConnectedException notConnected() {
        return Assertions.catchThrowableOfType(MailboxNotConnectedException.class, page::awaitConnected);
    }

    private void signIn(String account) {
        browser.get(start.toString());
        element("//button[@value='" + account + "']").click();
    }

    private void press(String button) {
        element("//button[@id='" + button + "']").click();
    }

    private void awaitText(String text) {
        element("//body[contains(., '" + text + "')]");
    }

    /** The element, which the driver waits for. */
    private WebElement element(String path) {
        return browser.findElement(By.xpath(path));
    }
}
