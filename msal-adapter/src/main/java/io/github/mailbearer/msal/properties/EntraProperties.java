package io.github.mailbearer.msal.properties;

import io.github.mailbearer.msal.EntraCloud;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The properties that describe an Entra application, read with errors that name them. */
final class EntraProperties {

    static final String PREFIX = "mailbearer.entra.";
    static final String TENANT_ID = PREFIX + "tenant-id";
    static final String CLIENT_ID = PREFIX + "client-id";
    static final String CLOUD = PREFIX + "cloud";
    static final String GRANT = PREFIX + "grant";
    static final String SECRET_FILE = PREFIX + "client-secret-file";
    static final String SECRET_ENVIRONMENT = PREFIX + "client-secret-environment";
    static final String CERTIFICATE_FILE = PREFIX + "certificate-file";
    static final String CERTIFICATE_KEY_FILE = PREFIX + "certificate-key-file";
    static final String CERTIFICATE_PASSWORD_FILE = PREFIX + "certificate-password-file";
    static final String FEDERATED_TOKEN_FILE = PREFIX + "federated-token-file";
    static final String MANAGED_IDENTITY = PREFIX + "managed-identity-client-id";
    static final String STORE_DIRECTORY = PREFIX + "store-directory";
    static final String STORE_KEY_FILE = PREFIX + "store-key-file";
    static final String REQUEST_TIMEOUT = PREFIX + "request-timeout";

    static final Set<String> NAMES = Set.of(
            TENANT_ID,
            CLIENT_ID,
            CLOUD,
            GRANT,
            SECRET_FILE,
            SECRET_ENVIRONMENT,
            CERTIFICATE_FILE,
            CERTIFICATE_KEY_FILE,
            CERTIFICATE_PASSWORD_FILE,
            FEDERATED_TOKEN_FILE,
            MANAGED_IDENTITY,
            STORE_DIRECTORY,
            STORE_KEY_FILE,
            REQUEST_TIMEOUT);

    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d?|1[01]\\d|120");

    private final Function<String, @Nullable String> settings;

    EntraProperties(Function<String, @Nullable String> settings) {
        this.settings = settings;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(settings.apply(name)).map(String::strip);
    }

    /** The value of a property that must be set. */
    String required(String name, String form) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set: give " + form));
    }

    /** A file that can be read. */
    Optional<Path> file(String name) {
        return path(name).map(file -> {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        name + "=" + file + " is no file that can be read: give an existing one, and let the user that"
                                + " the application runs as read it");
            }
            return file;
        });
    }

    Path requiredFile(String name, String form) {
        required(name, form);
        return file(name).orElseThrow();
    }

    Optional<Path> path(String name) {
        return text(name).map(value -> {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(name + " is no path: " + e.getReason(), e);
            }
        });
    }

    Grant grant() {
        return word(GRANT, Grant.CLIENT_CREDENTIALS, Grant.values());
    }

    EntraCloud cloud() {
        return word(CLOUD, EntraCloud.WORLDWIDE, EntraCloud.values());
    }

    /** The constant of an enum that a property names in lower case, with hyphens. */
    private <E extends Enum<E>> E word(String name, E unset, E[] values) {
        String given = text(name).orElse(word(unset));
        for (E value : values) {
            if (word(value).equals(given)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name + "=" + given + " is not known: give one of "
                + Arrays.stream(values).map(EntraProperties::word).collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Duration requestTimeout() {
        String seconds = text(REQUEST_TIMEOUT).orElse("15");
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException(
                    REQUEST_TIMEOUT + "=" + seconds + " is no time: give whole seconds from 1 to 120, such as 15");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Refuses properties that would change nothing. */
    void refuse(List<String> names, String reason) {
        for (String name : names) {
            if (text(name).isPresent()) {
                throw new IllegalArgumentException(name + " is set, but " + reason + ": remove it, or change " + GRANT);
            }
        }
    }

    /** Whose tokens are asked for, and how. */
    enum Grant {
        CLIENT_CREDENTIALS,
        DELEGATED,
        MANAGED_IDENTITY
    }
}
