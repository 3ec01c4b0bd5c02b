package io.github.mailbearer.msal.properties;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.function.Function;

/** The factory as it is, but for what plays Entra. */
public final class LoopbackEntraFactory implements TokenProviderFactory {

    private static final String SERVICE = "META-INF/services/" + TokenProviderFactory.class.getName();

    static volatile URI entra;

    private final TokenProviderFactory factory = new EntraTokenProviderFactory(name -> null, entra);

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public Set<String> properties() {
        return factory.properties();
    }

    @Override
    public TokenProvider create(Function<String, String> settings) {
        return factory.create(settings);
    }

    /** A class loader that knows this factory before the other one of its name. */
    static ClassLoader loader(Path directory) {
        Path file = directory.resolve("services");
        try {
            Files.writeString(file, LoopbackEntraFactory.class.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassLoader(LoopbackEntraFactory.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals(SERVICE) ? Collections.enumeration(Set.of(url())) : super.getResources(name);
            }

            private URL url() throws MalformedURLException {
                return file.toUri().toURL();
            }
        };
    }
}
