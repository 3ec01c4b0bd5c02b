package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.mailbearer.mail.angus.OptInProviders;
import jakarta.activation.DataHandler;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The classes to opt in to are found wherever the jars are, and what they make goes with the application. */
@Timeout(60)
class OptInLoadingTest {

    private static final Class<?>[] MAIL = {Session.class, SMTPTransport.class, DataHandler.class};
    private static final Class<?>[] OURS = {OAuth2Sessions.class, Caffeine.class};
    private static final String OPTED_IN = "io.github.mailbearer.mail.angus.OptInSmtpTransport, providers made: 1";

    @Test
    void servicesAndResourceNameTheSameClasses() {
        List<String> services = ServiceLoader.load(Provider.class).stream()
                .filter(provider -> provider.type().getName().startsWith(OptInProviders.class.getName()))
                .map(provider -> provider.get().toString())
                .toList();
        assertThat(services).hasSize(OptIn.CLASSES.size());
        List<Provider> known = Stream.of(Session.getInstance(new Properties()).getProviders())
                .filter(provider -> "Mailbearer".equals(provider.getVendor()))
                .toList();
        assertThat(known)
                .hasSize(2 * services.size())
                .extracting(Provider::toString)
                .hasSameElementsAs(services);
        assertThat(known).allSatisfy(provider -> {
            String protocol = provider.getProtocol().substring("x-mailbearer-".length());
            assertThat(provider.getClassName()).isEqualTo(OptIn.CLASSES.get(protocol));
            assertThat(Class.forName(provider.getClassName()).getConstructor(Session.class, jakarta.mail.URLName.class))
                    .isNotNull();
        });
    }

    @Test
    void anApplicationThatBringsOursToTheAngusOfItsServerOptsIn() throws Exception {
        try (URLClassLoader server = loader(ClassLoader.getPlatformClassLoader(), MAIL);
                URLClassLoader application = loader(server, OURS, ServerApplication.class)) {
            assertThat(run(application)).isEqualTo(OPTED_IN);
        }
    }

    @Test
    void anApplicationThatIsStoppedIsNotKeptByWhatItsSessionsShared() throws Exception {
        try (URLClassLoader server = loader(ClassLoader.getPlatformClassLoader(), MAIL, OURS)) {
            ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
            WeakReference<ClassLoader> stopped = runAndStop(server, queue);
            for (int i = 0; i < 50 && stopped.get() != null; i++) {
                System.gc();
                queue.remove(100);
            }
            assertThat(stopped.get()).isNull();
        }
    }

    private static WeakReference<ClassLoader> runAndStop(ClassLoader server, ReferenceQueue<ClassLoader> queue)
            throws Exception {
        try (URLClassLoader application = loader(server, ServerApplication.class)) {
            assertThat(run(application)).isEqualTo(OPTED_IN);
            return new WeakReference<>(application, queue);
        }
    }

    @Test
    void sessionsOfOtherImplementationsReadTheProvidersWithoutAngus() throws Exception {
        try (URLClassLoader server =
                loader(ClassLoader.getPlatformClassLoader(), Session.class, OAuth2Sessions.class)) {
            Class<?> provider = server.loadClass(OptInProviders.class.getName() + "$Smtp");
            assertThat(provider.getConstructor().newInstance().toString()).contains("x-mailbearer-smtp");
        }
    }

    private static String run(ClassLoader application) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return (String) ((Callable<?>) application
                            .loadClass(ServerApplication.class.getName())
                            .getConstructor()
                            .newInstance())
                    .call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader loader(ClassLoader parent, Class<?>[] some, Class<?>... more) {
        return loader(parent, Stream.concat(Stream.of(some), Stream.of(more)).toArray(Class<?>[]::new));
    }

    /** Loads what is where some classes are. */
    private static URLClassLoader loader(ClassLoader parent, Class<?>... some) {
        return new URLClassLoader(
                Stream.of(some)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toArray(URL[]::new),
                parent);
    }
}
