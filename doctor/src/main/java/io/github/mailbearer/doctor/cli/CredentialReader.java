package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.doctor.DoctorSettings;
import io.github.mailbearer.doctor.Grant;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.ManagedIdentity;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.FileTokenCacheStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what tokens are got with, and asks for the secret if nothing was given and somebody is there. */
final class CredentialReader {

    private static final List<Option> KINDS = List.of(
            Option.SECRET_FILE,
            Option.SECRET_ENV,
            Option.UNSAFE_SECRET,
            Option.CERTIFICATE_FILE,
            Option.FEDERATED_TOKEN_FILE,
            Option.MANAGED_IDENTITY,
            Option.ACCESS_TOKEN_FILE);

    private static final Duration UNKNOWN_LIFETIME = Duration.ofHours(1);

    private final Given given;
    private final Surroundings surroundings;

    CredentialReader(Given given, Surroundings surroundings) {
        this.given = given;
        this.surroundings = surroundings;
    }

    void applyTo(DoctorSettings.Builder settings) {
        try {
            boolean stored = store().map(settings::store).isPresent();
            Optional<Map.Entry<Option, Given.Value>> kind = kind();
            if (kind.isPresent()) {
                apply(kind.get().getKey(), kind.get().getValue(), settings);
            } else if (stored) {
                settings.credential(EntraCredential.publicClient());
            } else if (given.properties()
                    .getProperty("mailbearer.entra.grant", "")
                    .equals("managed-identity")) {
                identity(ManagedIdentity.systemAssigned(), settings);
            } else {
                settings.clientSecret(asked());
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The one that was given, of those that stand where most counts. */
    private Optional<Map.Entry<Option, Given.Value>> kind() {
        Map<Option, Given.Value> all = new EnumMap<>(Option.class);
        KINDS.forEach(kind -> given.value(kind).ifPresent(value -> all.put(kind, value)));
        Optional<Given.Source> first =
                all.values().stream().map(Given.Value::source).min(Given.Source::compareTo);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        all.values().removeIf(value -> value.source() != first.get());
        if (all.size() > 1) {
            throw new UsageException(
                    all.values().stream().map(Given.Value::name).collect(Collectors.joining(" and "))
                            + " are given together: give the one that the application uses");
        }
        return all.entrySet().stream().findFirst();
    }

    private void apply(Option kind, Given.Value value, DoctorSettings.Builder settings) {
        String name = value.name();
        String text = value.text();
        switch (kind) {
            case SECRET_FILE -> settings.clientSecret(SmallFile.value(name, text));
            case SECRET_ENV -> settings.clientSecret(variable(name, text));
            case UNSAFE_SECRET -> settings.clientSecret(text);
            case CERTIFICATE_FILE -> settings.credential(certificate(value));
            case FEDERATED_TOKEN_FILE ->
                settings.credential(EntraCredential.federatedToken(SmallFile.path(name, text)));
            case MANAGED_IDENTITY ->
                identity(
                        text.isEmpty() ? ManagedIdentity.systemAssigned() : ManagedIdentity.userAssignedClientId(text),
                        settings);
            case ACCESS_TOKEN_FILE ->
                settings.accessToken(token(SmallFile.value(name, text).strip()));
            default -> throw new IllegalStateException(kind.words());
        }
    }

    private void identity(ManagedIdentity identity, DoctorSettings.Builder settings) {
        ManagedIdentity reached =
                surroundings.loopback() == null ? identity : identity.withLoopbackEndpoint(surroundings.loopback());
        settings.tokens(MsalTokenProvider.managedIdentity(reached)).grant(Grant.APPLICATION);
    }

    private String variable(String name, String variable) {
        String value = surroundings.environment().get(variable);
        if (value == null) {
            throw new UsageException(
                    name + " names an environment variable that is not set: give the name of the one that"
                            + " holds the secret, not the secret");
        }
        return value;
    }

    private EntraCredential certificate(Given.Value file) {
        Path path = SmallFile.path(file.name(), file.text());
        Optional<Given.Value> key = given.value(Option.KEY_FILE);
        Optional<Given.Value> password = given.value(Option.CERTIFICATE_PASSWORD_FILE);
        if (key.isPresent() && password.isPresent()) {
            throw new UsageException(key.get().name() + " and " + password.get().name()
                    + " are given together: give the first for a PEM file, the second for a PKCS #12 file");
        }
        if (password.isPresent()) {
            return EntraCredential.pkcs12(
                    path,
                    SmallFile.value(password.get().name(), password.get().text())
                            .toCharArray());
        }
        return key.map(value -> EntraCredential.certificate(path, SmallFile.path(value.name(), value.text())))
                .orElseGet(() -> EntraCredential.certificate(path));
    }

    /** When an opaque token ends nobody can tell. */
    private static AccessToken token(String text) {
        Instant end = TokenClaims.of(text)
                .flatMap(TokenClaims::expiresAt)
                .orElseGet(() -> Instant.now().plus(UNKNOWN_LIFETIME));
        return AccessToken.of(text, end);
    }

    private Optional<TokenCacheStore> store() {
        Optional<Given.Value> directory = given.value(Option.STORE_DIRECTORY);
        Optional<Given.Value> key = given.value(Option.STORE_KEY_FILE);
        if (directory.isPresent() != key.isPresent()) {
            throw new UsageException((directory.isPresent() ? Option.STORE_KEY_FILE : Option.STORE_DIRECTORY).words()
                    + " is missing: give the directory of the store and the file with its key together");
        }
        return directory.map(rows -> TokenCacheStore.encrypted(
                FileTokenCacheStore.in(SmallFile.path(rows.name(), rows.text())),
                EncryptionKeys.fromFile(SmallFile.path(
                        key.orElseThrow().name(), key.orElseThrow().text()))));
    }

    private String asked() {
        Function<String, char @Nullable []> prompt = surroundings.prompt();
        char @Nullable [] secret =
                prompt == null ? null : prompt.apply("The client secret's Value (it is not shown): ");
        if (secret == null || secret.length == 0) {
            throw new UsageException("there is nothing to get tokens with: give --secret-file, --secret-env,"
                    + " --certificate-file, --federated-token-file, --managed-identity, --access-token-file, or"
                    + " --store-directory with --store-key-file");
        }
        return new String(secret);
    }
}
