package io.github.mailbearer.testkit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link FakeEntra} and an SMTP {@link FakeMailServer} that lets in whoever brings a token from it.
 *
 * <pre>{@code
 * @ExtendWith(MailbearerExtension.class)
 * class NewsletterTest {
 *     @Test
 *     void sendsWithAToken(FakeEntra entra, FakeMailServer smtp) { … }
 * }
 * }</pre>
 *
 * <p>On a class, both are started once for it and {@linkplain FakeEntra#reset reset} before each test; on a method, they
 * are started for that test. JUnit closes them (5.13 or later). Tests of one class that run at the same time share them.
 */
@SuppressWarnings(
        "exports") // Passed on, the optional module of JUnit would be demanded of programs that have no tests.
public final class MailbearerExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(MailbearerExtension.class);

    /** Made by JUnit. */
    public MailbearerExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        servers(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Servers servers = servers(context);
        servers.entra.reset();
        servers.smtp.reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == FakeEntra.class || type == FakeMailServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = servers(context);
        return parameter.getParameter().getType() == FakeEntra.class ? servers.entra : servers.smtp;
    }

    /** Those of the nearest context that has some: an enclosing class, the class, or else this one. */
    private static Servers servers(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Servers.class, key -> Servers.start(), Servers.class);
    }

    /** The two, closed by the store that holds them. */
    private record Servers(FakeEntra entra, FakeMailServer smtp) implements AutoCloseable {

        static Servers start() {
            FakeEntra entra = FakeEntra.start();
            return new Servers(
                    entra, FakeMailServer.smtp().tokens(entra.tokens()).start());
        }

        @Override
        public void close() {
            smtp.close();
            entra.close();
        }
    }
}
