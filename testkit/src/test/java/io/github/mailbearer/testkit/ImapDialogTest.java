package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the IMAP server says, line by line, apart from AUTHENTICATE. */
@Timeout(20)
class ImapDialogTest {

    private static final String USER = "me@contoso.com";
    private static final String MESSAGE = """
            From: "Doe, Jane" <jane@contoso.com>
            To: me@contoso.com, Bob <bob@contoso.com>
            Subject: Hi
            Content-Type: text/plain; charset="utf-8"

            Line 1
            Gr\u00fc\u00dfe
            """;

    private final FakeMailServer imap =
            FakeMailServer.imap().tokens(TokenCheck.anyOf("good")).start();

    @AfterEach
    void close() {
        imap.close();
    }

    private WireClient authenticated() throws IOException {
        WireClient client = WireClient.greeted(imap);
        client.imap("STARTTLS");
        client.startTls();
        assertThat(client.imap("AUTHENTICATE XOAUTH2 " + xoauth2(USER, "good"))).startsWith("t OK ");
        return client;
    }

    private WireClient selected() throws IOException {
        WireClient client = authenticated();
        assertThat(client.imap("SELECT inbox")).endsWith("t OK [READ-WRITE] SELECT completed.");
        return client;
    }

    @Test
    void offersAuthenticateOnlyUnderTls() throws Exception {
        try (WireClient client = new WireClient(imap)) {
            assertThat(client.reply()).isEqualTo("* OK Mailbearer testkit IMAP4 service is ready.");
            assertThat(client.imap("CAPABILITY"))
                    .contains(" STARTTLS ", " LOGINDISABLED ")
                    .doesNotContain("AUTH=");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + xoauth2(USER, "good")))
                    .isEqualTo("t NO [PRIVACYREQUIRED] Issue STARTTLS first.");
            assertThat(client.imap("SELECT INBOX")).isEqualTo("t BAD Command received in Invalid state.");
            assertThat(client.imap("STARTTLS")).startsWith("t OK");
            client.startTls();
            assertThat(client.imap("CAPABILITY")).contains(" AUTH=XOAUTH2 ").doesNotContain("STARTTLS");
            assertThat(client.imap("STARTTLS")).startsWith("t BAD");
        }
        assertThat(imap.counts()).hasToString("1/1/1");
    }

    @Test
    void offersAuthenticateInTheClearOnceStartTlsIsStripped() throws Exception {
        imap.advertiseStartTls(false);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("CAPABILITY")).contains("AUTH=XOAUTH2").doesNotContain("STARTTLS");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + xoauth2(USER, "good")))
                    .startsWith("t OK ");
        }
    }

    @Test
    void describesFolders() throws Exception {
        imap.deliver("ME@contoso.com", MESSAGE);

        try (WireClient client = authenticated()) {
            assertThat(client.imap("LIST \"\" \"*\""))
                    .isEqualTo("* LIST (\\HasNoChildren) \"/\" INBOX\n* LIST (\\HasNoChildren) \"/\" Sent\n"
                            + "t OK LIST completed.");
            assertThat(client.imap("LSUB \"\" Se%")).contains("Sent").doesNotContain("INBOX");
            assertThat(client.imap("LIST \"\" \"\"")).startsWith("* LIST (\\Noselect) \"/\" \"\"\nt OK");
            assertThat(client.imap("STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN)"))
                    .startsWith("* STATUS \"INBOX\" (MESSAGES 1 RECENT 0 UIDNEXT 2 UIDVALIDITY 1 UNSEEN 1)\nt OK");
            assertThat(client.imap("STATUS None (MESSAGES)")).startsWith("t NO [NONEXISTENT]");
            assertThat(client.imap("EXAMINE None")).startsWith("t NO [NONEXISTENT]");
            assertThat(client.imap("NAMESPACE")).startsWith("* NAMESPACE ((\"\" \"/\")) NIL NIL\nt OK");
            assertThat(client.imap("ID NIL")).startsWith("* ID (\"name\" \"Mailbearer testkit\")\nt OK");
            assertThat(client.imap("ENABLE UTF8=ACCEPT")).startsWith("* ENABLED\nt OK");
            assertThat(client.imap("COMPRESS DEFLATE")).isEqualTo("t BAD Command Error. 10");
            assertThat(client.ask("nonsense")).isEqualTo("* BAD Command Error. 10");
        }
    }

    @Test
    void fetchesWhatIsWanted() throws Exception {
        imap.deliver(USER, MESSAGE);

        try (WireClient client = selected()) {
            assertThat(client.imap("FETCH 1 (UID RFC822.SIZE ENVELOPE BODYSTRUCTURE)"))
                    .isEqualTo("* 1 FETCH (UID 1 RFC822.SIZE 156 ENVELOPE (NIL \"Hi\""
                            + " ((\"Doe, Jane\" NIL \"jane\" \"contoso.com\"))"
                            + " ((\"Doe, Jane\" NIL \"jane\" \"contoso.com\"))"
                            + " ((\"Doe, Jane\" NIL \"jane\" \"contoso.com\"))"
                            + " ((NIL NIL \"me\" \"contoso.com\")(\"Bob\" NIL \"bob\" \"contoso.com\")) NIL NIL NIL NIL)"
                            + " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 17 2))\n"
                            + "t OK FETCH completed.");
            assertThat(client.imap("UID FETCH 1:* BODY.PEEK[TEXT]"))
                    .isEqualTo(
                            "* 1 FETCH (BODY[TEXT] {17}\nLine 1\nGr\303\274\303\237e\n UID 1)\nt OK FETCH completed.");
            assertThat(client.imap("FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]"))
                    .startsWith("* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {15}\nSubject: Hi\n\n)");
            assertThat(client.imap("FETCH 1 FLAGS")).startsWith("* 1 FETCH (FLAGS ())");
            assertThat(client.imap("FETCH 1 BODY[TEXT]<2.7>")).startsWith("* 1 FETCH (BODY[TEXT]<2> {7}\nne 1\nG)");
            assertThat(client.imap("FETCH 1 FLAGS")).startsWith("* 1 FETCH (FLAGS (\\Seen))");
            assertThat(client.imap("FETCH 1 (MODSEQ)")).startsWith("t BAD Command Argument Error");
            assertThat(client.imap("FETCH one FLAGS")).startsWith("t BAD Command Argument Error");
        }
    }

    @Test
    void keepsAPieceThatEndsWithinALineEndInOnePiece() throws Exception {
        imap.deliver(USER, "Subject: x\r\n\r\nab\r\ncd");

        try (WireClient client = selected()) {
            client.send("t FETCH 1 BODY.PEEK[TEXT]<0.3>");
            assertThat(client.reply()).isEqualTo("* 1 FETCH (BODY[TEXT]<0> {3}");
            assertThat(client.reply()).isEqualTo("ab\r)");
        }
    }

    @Test
    void marksSearchesAndRemoves() throws Exception {
        imap.deliver(USER, "Subject: 1\n\n");
        imap.deliver(USER, "Subject: 2\n\n");
        imap.deliver(USER, "Subject: 3\n\n");

        try (WireClient client = selected()) {
            assertThat(client.imap("STORE 1,3 +FLAGS (\\Seen \\Deleted)"))
                    .startsWith("* 1 FETCH (FLAGS (\\Deleted \\Seen))\n* 3 FETCH (FLAGS (\\Deleted \\Seen))\nt OK");
            assertThat(client.imap("UID STORE 3 -FLAGS.SILENT (\\Deleted)")).isEqualTo("t OK STORE completed.");
            assertThat(client.imap("SEARCH UNSEEN ALL")).startsWith("* SEARCH 2\n");
            assertThat(client.imap("SEARCH SEEN")).startsWith("* SEARCH 1 3\n");
            assertThat(client.imap("SEARCH DELETED")).startsWith("* SEARCH 1\n");
            assertThat(client.imap("SEARCH SUBJECT x")).isEqualTo("t NO The specified search is not supported.");
            assertThat(client.imap("EXPUNGE")).isEqualTo("* 1 EXPUNGE\nt OK EXPUNGE completed.");
            assertThat(client.imap("UID SEARCH UNDELETED")).startsWith("* SEARCH 2 3\n");
            assertThat(client.imap("STORE 1 FLAGS (\\Deleted)")).contains("(FLAGS (\\Deleted))");
            assertThat(client.imap("CLOSE")).startsWith("t OK");
            assertThat(client.imap("FETCH 1 FLAGS")).isEqualTo("t BAD Command received in Invalid state.");
            assertThat(client.imap("EXAMINE INBOX")).contains("* 1 EXISTS").contains("[READ-ONLY]");
            assertThat(client.imap("STORE 1 +FLAGS (\\Seen)")).startsWith("t NO [READ-ONLY]");
            assertThat(client.imap("UNSELECT")).startsWith("t OK");
        }
    }

    @Test
    void tellsAnIdlingClientAtOnceAndABusyOneWhenItAsks() throws Exception {
        try (WireClient client = selected()) {
            imap.deliver(USER, "Subject: before\n\n");
            assertThat(client.imap("NOOP")).startsWith("* 1 EXISTS\nt OK");
            imap.deliver(USER, "Subject: just before\n\n");
            assertThat(client.ask("t IDLE")).startsWith("+ ");
            assertThat(client.reply()).isEqualTo("* 2 EXISTS");
            imap.deliver(USER, "Subject: meanwhile\n\n");
            assertThat(client.reply()).isEqualTo("* 3 EXISTS");
            imap.deliver("somebody@contoso.com", "Subject: for somebody else\n\n");
            assertThat(client.ask("DONE")).isEqualTo("t OK IDLE completed.");
        }
    }

    @Test
    void tellsOfWhatAnotherRemovedAtTheEndOfIdle() throws Exception {
        imap.deliver(USER, "Subject: gone\n\n");

        try (WireClient client = selected();
                WireClient other = selected()) {
            client.ask("t IDLE");
            other.imap("STORE 1 +FLAGS (\\Deleted)");
            other.imap("EXPUNGE");
            client.send("DONE");
            assertThat(client.untilTagged()).isEqualTo("* 1 EXPUNGE\nt OK IDLE completed.");
        }
    }

    @Test
    void dismissesThoseWhoAreSignedIn() throws Exception {
        try (WireClient idling = selected();
                WireClient waiting = authenticated();
                WireClient stranger = WireClient.greeted(imap)) {
            idling.ask("t IDLE");

            imap.bye("Session invalidated - AccessTokenExpired");

            assertThat(idling.reply()).isEqualTo("* BYE Session invalidated - AccessTokenExpired");
            assertThat(idling.reply()).isEmpty();
            assertThat(waiting.reply()).isEqualTo("* BYE Session invalidated - AccessTokenExpired");
            assertThat(waiting.reply()).isEmpty();
            assertThat(stranger.imap("NOOP")).isEqualTo("t OK NOOP completed.");
            imap.awaitOpenConnections(1);
        }
        assertThat(imap.transcript()).noneMatch(line -> line.startsWith("-- "));
    }

    @Test
    void endsAnIdleWhenItIsClosed() throws Exception {
        try (WireClient client = selected()) {
            client.ask("t IDLE");

            imap.close();

            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void repliesAsScripted() throws Exception {
        imap.deliver(USER, MESSAGE);

        try (WireClient client = authenticated()) {
            imap.replyTo("SELECT", "* OK [ALERT] Look\nNO [INUSE] Busy");
            assertThat(client.imap("SELECT INBOX")).isEqualTo("* OK [ALERT] Look\nt NO [INUSE] Busy");
            imap.replyTo("select", "OK As you wish");
            assertThat(client.imap("SELECT INBOX")).startsWith("* 1 EXISTS").endsWith("t OK As you wish");
            imap.replyTo("FETCH", "BAD Request is throttled. Suggested Backoff Time: 9 milliseconds");
            assertThat(client.imap("UID FETCH 1 FLAGS")).startsWith("t BAD Request is throttled");
            imap.replyTo("NOOP", "* BYE Connection closed. 14");
            assertThat(client.imap("NOOP")).isEqualTo("* BYE Connection closed. 14");
            assertThat(client.reply()).isEmpty();
        }
        imap.dropAt("CONNECT");
        try (WireClient client = new WireClient(imap)) {
            assertThat(client.reply()).isEmpty();
        }
        imap.replyTo("CONNECT", "BYE Too many connections");
        try (WireClient client = new WireClient(imap)) {
            assertThat(client.reply()).isEqualTo("* BYE Too many connections");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void forgetsMailAtReset() throws Exception {
        imap.deliver(USER, MESSAGE);
        imap.reset();

        try (WireClient client = authenticated()) {
            assertThat(client.imap("SELECT INBOX")).startsWith("* 0 EXISTS");
        }
    }

    @Test
    void isNoServerOfAnotherProtocol() {
        assertThatIllegalStateException()
                .isThrownBy(() -> imap.twoLineAuthOnly(true))
                .withMessage("twoLineAuthOnly has no meaning in imap:"
                        + " use a server made by FakeMailServer.smtp() or pop3()");
        try (FakeMailServer smtp =
                FakeMailServer.smtp().tokens(TokenCheck.anyOf("good")).start()) {
            assertThatIllegalStateException().isThrownBy(() -> smtp.deliver(USER, MESSAGE));
            assertThatIllegalStateException().isThrownBy(() -> smtp.bye("now"));
            assertThatIllegalStateException().isThrownBy(() -> smtp.saslIr(true));
            assertThatIllegalStateException().isThrownBy(() -> smtp.preauth(true));
        }
    }
}
