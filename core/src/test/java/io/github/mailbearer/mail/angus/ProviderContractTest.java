package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;

/** What Jakarta Mail's Session and Service do that the registration of our classes and {@link Entrance} build on. */
class ProviderContractTest extends ContractTest {

    ProviderContractTest() {
        super("smtp", FakeMailServer.smtp());
    }

    private static Provider ours() {
        return new Provider(Provider.Type.TRANSPORT, "smtp", OAuth2SmtpTransport.class.getName(), "contract", null);
    }

    @Test
    void aProviderSetForOneSessionCountsForThatSessionOnlyAndIsNotedInItsProperties() throws Exception {
        Session session = session();
        session.setProvider(ours());
        assertThat(session.getProperty("mail.smtp.class")).isEqualTo(OAuth2SmtpTransport.class.getName());
        session.getProperties().remove("mail.smtp.class");
        assertThat(session.getTransport("smtp")).isInstanceOf(OAuth2SmtpTransport.class);
        assertThat(session().getTransport("smtp")).isNotInstanceOf(OAuth2SmtpTransport.class);
    }

    @Test
    void aClassNamedInThePropertiesComesBeforeTheProviderThatWasSet() throws Exception {
        Session session = session();
        session.setProvider(ours());
        session.getProperties().setProperty("mail.smtp.class", SMTPSSLTransport.class.getName());
        assertThat(session.getTransport("smtp")).isInstanceOf(SMTPSSLTransport.class);
        session.getProperties().setProperty("mail.smtp.class", "unknown.to.TheSession");
        assertThat(session.getProvider("smtp").getClassName()).isEqualTo(OAuth2SmtpTransport.class.getName());
    }

    @Test
    void aTransportOfOursWithoutABridgeSignsInNowhere() throws Exception {
        Session session = session();
        session.setProvider(ours());
        try (Transport transport = session.getTransport("smtp")) {
            assertThatThrownBy(() -> connect(transport))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("make it with OAuth2Sessions");
        }
        assertCounts("0/0/0");
    }

    /** A transport that only the loader of its provider's class can find. */
    public static final class Remote extends SMTPTransport {
        public Remote(Session session, URLName url) {
            super(session, url);
        }
    }

    /** A provider whose class's loader finds {@link Remote}. */
    public static final class RemoteProvider extends Provider {
        public RemoteProvider() {
            super(Type.TRANSPORT, "smtp", Remote.class.getName(), "contract", null);
        }
    }

    /** Loads the two once more, as if from a jar that Jakarta Mail does not see. */
    private static final class RemoteLoader extends ClassLoader {

        RemoteLoader() {
            super(ProviderContractTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Remote.class.getName()) || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = file.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Which is why our providers are of a class of our own. */
    @Test
    void theClassIsLookedForWithTheLoaderOfTheProvidersClass() throws Exception {
        Provider remote = (Provider) new RemoteLoader()
                .loadClass(RemoteProvider.class.getName())
                .getConstructor()
                .newInstance();
        Session session = session();
        session.setProvider(remote);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(session.getTransport("smtp").getClass().getClassLoader())
                    .isSameAs(remote.getClass().getClassLoader());
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void aClassWithoutThePublicConstructorIsNoProvider() throws Exception {
        Session session = session();
        session.setProvider(new Provider(Provider.Type.TRANSPORT, "smtp", Object.class.getName(), "contract", null));
        assertThatThrownBy(() -> session.getTransport("smtp")).isInstanceOf(NoSuchProviderException.class);
    }

    /** Notes the passwords with which a connection is tried, and fails as told. */
    private static final class Failing extends Transport {

        final List<String> passwords = new ArrayList<>();
        private final MessagingException failure;

        Failing(Session session, MessagingException failure) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.failure = failure;
        }

        @Override
        protected boolean protocolConnect(String host, int port, String user, String password)
                throws MessagingException {
            passwords.add(password);
            throw failure;
        }

        @Override
        public void sendMessage(jakarta.mail.Message message, jakarta.mail.Address[] addresses) {
            throw new UnsupportedOperationException();
        }
    }

    private Session asking(AtomicInteger asked) {
        return Session.getInstance(new Properties(), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return new PasswordAuthentication(USER, "another password");
            }
        });
    }

    /** Which is why a refusal travels as {@link Refused}. */
    @Test
    void anAuthenticationFailureMakesItAskTheAuthenticatorAndTryOnceMore() {
        AtomicInteger asked = new AtomicInteger();
        Failing refused = new Failing(asking(asked), new AuthenticationFailedException("535"));
        assertThatThrownBy(() -> refused.connect("localhost", 1, USER, "")).hasMessage("535");
        assertThat(refused.passwords).containsExactly("", "another password");

        Failing broken = new Failing(asking(asked), new MessagingException("broken"));
        assertThatThrownBy(() -> broken.connect("localhost", 1, USER, "")).hasMessage("broken");
        assertThat(broken.passwords).containsExactly("");
        assertThat(asked).hasValue(1);
    }

    /** Which is why {@link Entrance} gives an empty one. */
    @Test
    void aPasswordThatIsNullIsTakenFromTheSessionsTable() {
        Session session = session();
        session.setPasswordAuthentication(
                new URLName("smtp", "localhost", 1, null, USER, null), new PasswordAuthentication(USER, "kept"));
        Failing transport = new Failing(session, new MessagingException("broken"));
        for (String password : new String[] {null, ""}) {
            assertThatThrownBy(() -> transport.connect("localhost", 1, USER, password));
        }
        assertThat(transport.passwords).containsExactly("kept", "");
    }

    /** Which is why {@link OAuth2SmtpTransport} and the stores override that one. */
    @Test
    void everyConnectEndsInTheOneWithFourArguments() throws Exception {
        AtomicInteger funnel = new AtomicInteger();
        Transport transport = new SMTPTransport(session(), url()) {
            @Override
            public void connect(String host, int port, String user, String password) {
                funnel.incrementAndGet();
            }
        };
        transport.connect();
        transport.connect(USER, "good");
        transport.connect(server.host(), USER, "good");
        assertThat(funnel).hasValue(3);
    }
}
