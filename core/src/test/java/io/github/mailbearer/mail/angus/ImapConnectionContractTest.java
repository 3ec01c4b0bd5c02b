package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.junit.jupiter.api.Test;

/** What Angus' IMAP connections do that {@link ImapConnection} and {@link ImapAuth} build on. */
class ImapConnectionContractTest extends ContractTest {

    ImapConnectionContractTest() {
        super("imap", FakeMailServer.imap());
    }

    /** A connection whose constructor has spoken with the server. */
    private static final class Opened extends IMAPProtocol {

        private boolean greeted;
        private boolean initialised = false;

        Opened(String host, int port, Properties properties, MailLogger log) throws IOException, ProtocolException {
            super("imap", host, port, properties, false, log);
        }

        @Override
        protected void processGreeting(Response response) throws ProtocolException {
            greeted = true;
            initialised = true;
            super.processGreeting(response);
        }

        void untraced(String command) throws ProtocolException {
            suspendTracing();
            try {
                simpleCommand(command, null);
            } finally {
                resumeTracing();
            }
        }

        Response challenged(String command) throws IOException, ProtocolException {
            writeCommand(command, null);
            return readResponse();
        }
    }

    private Opened opened() throws Exception {
        Session session = session();
        return new Opened(
                server.host(),
                server.port(),
                session.getProperties(),
                new MailLogger(getClass(), "DEBUG IMAP", true, session.getDebugOut()));
    }

    /** Which is why {@link ImapConnection} has no field with an initialiser. */
    @Test
    void theServerIsHeardBeforeInitialisersRun() throws Exception {
        Opened connection = opened();
        assertThat(connection.greeted).isTrue();
        assertThat(connection.initialised).isFalse();
        connection.disconnect();
    }

    @Test
    void nothingIsTracedWhileTheTraceIsSuspended() throws Exception {
        Opened connection = opened();
        connection.untraced("ID (\"name\" \"secret\")");
        connection.simpleCommand("ID (\"name\" \"known\")", null);
        assertThat(debugged()).contains("known").doesNotContain("secret");
        connection.disconnect();
    }

    @Test
    void whoWritesACommandReadsItsResponsesOneByOne() throws Exception {
        Opened connection = opened();
        connection.startTLS();
        Response challenge = connection.challenged("AUTHENTICATE XOAUTH2");
        assertThat(challenge.isContinuation()).isTrue();
        connection.disconnect();
        server.awaitOpenConnections(0);
    }

    @Test
    void capabilitiesAreOneMapThatIsReplacedWhenTheyAreToldAnew() throws Exception {
        Opened connection = opened();
        connection.capability();
        var before = connection.getCapabilities();
        before.put("__PRELOGIN__", "");
        assertThat(connection.hasCapability("__PRELOGIN__")).isTrue();
        connection.capability();
        assertThat(connection.getCapabilities()).isNotSameAs(before).doesNotContainKey("__PRELOGIN__");
        connection.disconnect();
    }
}
