package io.github.mailbearer.msal.properties;

import static io.github.mailbearer.msal.properties.EntraProperties.CERTIFICATE_FILE;
import static io.github.mailbearer.msal.properties.EntraProperties.CERTIFICATE_KEY_FILE;
import static io.github.mailbearer.msal.properties.EntraProperties.CERTIFICATE_PASSWORD_FILE;
import static io.github.mailbearer.msal.properties.EntraProperties.FEDERATED_TOKEN_FILE;
import static io.github.mailbearer.msal.properties.EntraProperties.SECRET_ENVIRONMENT;
import static io.github.mailbearer.msal.properties.EntraProperties.SECRET_FILE;

import io.github.mailbearer.msal.EntraCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one credential that properties name: by file or environment variable, since others may read the properties. */
final class CredentialProperties {

    static final List<String> NAMES = List.of(
            SECRET_FILE,
            SECRET_ENVIRONMENT,
            CERTIFICATE_FILE,
            CERTIFICATE_KEY_FILE,
            CERTIFICATE_PASSWORD_FILE,
            FEDERATED_TOKEN_FILE);

    private static final List<String> KINDS =
            List.of(SECRET_FILE, SECRET_ENVIRONMENT, CERTIFICATE_FILE, FEDERATED_TOKEN_FILE);

    private final EntraProperties properties;
    private final Function<String, @Nullable String> environment;

    CredentialProperties(EntraProperties properties, Function<String, @Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    EntraCredential credential() {
        List<String> given =
                KINDS.stream().filter(name -> properties.text(name).isPresent()).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException((given.isEmpty()
                            ? "no credential is set"
                            : "several credentials are set, " + String.join(" and ", given))
                    + ": set exactly one of " + String.join(", ", KINDS));
        }
        String name = given.get(0);
        if (!name.equals(CERTIFICATE_FILE)) {
            properties.refuse(List.of(CERTIFICATE_KEY_FILE, CERTIFICATE_PASSWORD_FILE), CERTIFICATE_FILE + " is not");
        }
        try {
            return credential(name);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(EntraProperties.PREFIX)
                    ? e
                    : new IllegalArgumentException(name + ": " + message, e);
        }
    }

    private EntraCredential credential(String name) {
        return switch (name) {
            case SECRET_FILE -> secret(file(name));
            case SECRET_ENVIRONMENT -> secret(properties.text(name).orElseThrow());
            case CERTIFICATE_FILE -> certificate(file(name));
            default -> EntraCredential.federatedToken(file(name));
        };
    }

    private Path file(String name) {
        return properties.file(name).orElseThrow();
    }

    /** The file is read at each token request, so that whoever rotates the secret only has to write it there. */
    private static EntraCredential secret(Path file) {
        EntraCredential.secret(read(file)); // tells what is wrong with it while somebody is looking
        return EntraCredential.secret(() -> read(file));
    }

    private EntraCredential secret(String variable) {
        String value = environment.apply(variable);
        if (value == null) {
            throw new IllegalArgumentException(SECRET_ENVIRONMENT + "=" + variable
                    + " names an environment variable that is not set: give the name of the one that holds the secret");
        }
        return EntraCredential.secret(value.strip());
    }

    private EntraCredential certificate(Path file) {
        Optional<Path> key = properties.file(CERTIFICATE_KEY_FILE);
        Optional<Path> password = properties.file(CERTIFICATE_PASSWORD_FILE);
        if (key.isPresent() && password.isPresent()) {
            throw new IllegalArgumentException(CERTIFICATE_KEY_FILE + " and " + CERTIFICATE_PASSWORD_FILE
                    + " are both set: give the first for a PEM file, the second for a PKCS #12 file");
        }
        if (password.isPresent()) {
            Supplier<char[]> current = () -> read(password.get()).toCharArray();
            return EntraCredential.pkcs12(file, current);
        }
        return key.map(keyFile -> EntraCredential.certificate(file, keyFile))
                .orElseGet(() -> EntraCredential.certificate(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " cannot be read as text: let the user that the application runs as read it, and save it as"
                            + " UTF-8",
                    e);
        }
    }
}
