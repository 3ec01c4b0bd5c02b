package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What else than Angus Mail 2 may be there is named before anything fails by itself. */
class AngusMailTest {

    @Test
    void whatTheTestsRunWithIsEnough() {
        assertThatCode(() -> check(Set.of())).doesNotThrowAnyException();
    }

    @Test
    void withoutJakartaMailBothJarsAreNamed() {
        assertThatThrownBy(() -> check(Set.of("jakarta.mail.", "org.eclipse.angus.")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.eclipse.angus:angus-mail 2.0.3 or newer")
                .hasMessageContaining("jakarta.mail:jakarta.mail-api 2.1 or newer")
                .hasMessageContaining("no Jakarta Mail: add both");
    }

    @Test
    void anOldApiIsNamedWithItsJar() {
        assertThatThrownBy(() -> check(Set.of("jakarta.mail.util.StreamProvider")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Jakarta Mail 2.0 or older");
    }

    @Test
    void anApiWithoutAnImplementationIsNamed() {
        assertThatThrownBy(() -> check(Set.of("org.eclipse.angus.")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no implementation beside the API")
                .hasMessageContaining("add angus-mail");
    }

    private static void check(Set<String> hidden) throws Throwable {
        Class<?> check = new WithoutSome(hidden).loadClass(AngusMail.class.getName());
        Method require = check.getDeclaredMethod("require");
        require.setAccessible(true);
        try {
            require.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Loads from the class path of the tests all but some classes. */
    private static final class WithoutSome extends ClassLoader {

        private final Set<String> hidden;

        WithoutSome(Set<String> hidden) {
            super(ClassLoader.getPlatformClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = AngusMailTest.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
