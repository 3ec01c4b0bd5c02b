package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import io.github.mailbearer.testkit.CapturedLogs;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory that is meant is found, or those there are are named. */
class TokenProviderFactoriesTest {

    private record Named(String name, Set<String> properties) implements TokenProviderFactory {

        static Named of(String name) {
            return new Named(name, Set.of("mailbearer." + name + ".id"));
        }

        @Override
        public TokenProvider create(Function<String, String> settings) {
            return ScriptedTokens.counting();
        }
    }

    private static TokenProviderFactories there(TokenProviderFactory... factories) {
        return new TokenProviderFactories(List.of(factories));
    }

    @Test
    void theOnlyOneNeedsNoName() {
        Named entra = Named.of("entra");
        assertThat(there(entra).choose(null)).isSameAs(entra);
        assertThat(there(entra).choose(" entra ")).isSameAs(entra);
    }

    @Test
    void ofSeveralTheNamedOneIsTaken() {
        Named vault = Named.of("vault");
        TokenProviderFactories both = there(Named.of("entra"), vault);
        assertThat(both.choose("vault")).isSameAs(vault);
        assertThat(both.properties()).containsExactly("mailbearer.entra.id", "mailbearer.vault.id");
        assertThatThrownBy(() -> both.choose(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mailbearer.provider is not set")
                .hasMessageContaining("set one of entra, vault");
    }

    @Test
    void ofTwoWithOneNameTheApplicationsOwnIsTaken() {
        Named first = Named.of("entra");
        assertThat(there(first, Named.of("entra")).choose(null)).isSameAs(first);
    }

    @Test
    void whereThereIsNoneTheMissingServiceIsNamed() {
        assertThatThrownBy(() -> there().choose(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("META-INF/services/io.github.mailbearer.TokenProviderFactory");
    }

    @Test
    void aFactoryThatReadsTheNamesOfOthersIsRefused() {
        assertThatThrownBy(() ->
                        there(new Named("vault", Set.of("mail.smtp.host"))).choose(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("should begin with mailbearer.vault.");
    }

    @Test
    void aBrokenFactoryIsLoggedAndTheOthersAreFound(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(TokenProviderFactory.class.getName()), "com.example.Missing\n");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
                CapturedLogs logs = CapturedLogs.everything()) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(TokenProviderFactories.find().choose("test")).isInstanceOf(TestTokens.class);
            assertThat(logs.text()).contains("com.example.Missing");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void withoutALoaderOfTheApplicationOursIsUsed() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(TokenProviderFactories.find().choose(null)).isInstanceOf(TestTokens.class);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
