package io.github.mailbearer.msal.properties;

import static io.github.mailbearer.msal.properties.EntraProperties.CLIENT_ID;
import static io.github.mailbearer.msal.properties.EntraProperties.MANAGED_IDENTITY;
import static io.github.mailbearer.msal.properties.EntraProperties.STORE_DIRECTORY;
import static io.github.mailbearer.msal.properties.EntraProperties.STORE_KEY_FILE;
import static io.github.mailbearer.msal.properties.EntraProperties.TENANT_ID;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenProviderFactory;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.ManagedIdentity;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.FileTokenCacheStore;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers of Entra's tokens from properties, under the name {@code entra}.
 *
 * <p>For {@link java.util.ServiceLoader} alone; programs call {@link MsalTokenProvider}.
 */
public final class EntraTokenProviderFactory implements TokenProviderFactory {

    private static final List<String> STORE = List.of(STORE_DIRECTORY, STORE_KEY_FILE);

    private final Function<String, @Nullable String> environment;
    private final @Nullable URI loopback;

    /** Made by {@link java.util.ServiceLoader}. */
    public EntraTokenProviderFactory() {
        this(System::getenv, null);
    }

    /** @param loopback what plays Entra in a test; no property and no environment variable can name it */
    EntraTokenProviderFactory(Function<String, @Nullable String> environment, @Nullable URI loopback) {
        this.environment = environment;
        this.loopback = loopback;
    }

    @Override
    public String name() {
        return "entra";
    }

    @Override
    public Set<String> properties() {
        return EntraProperties.NAMES;
    }

    @Override
    public TokenProvider create(Function<String, @Nullable String> settings) {
        EntraProperties properties = new EntraProperties(settings);
        return switch (properties.grant()) {
            case CLIENT_CREDENTIALS -> clientCredentials(properties);
            case DELEGATED -> delegated(properties);
            case MANAGED_IDENTITY -> managedIdentity(properties);
        };
    }

    private TokenProvider clientCredentials(EntraProperties properties) {
        properties.refuse(STORE, "an application signs in for itself and stores nothing");
        properties.refuse(List.of(MANAGED_IDENTITY), "an application signs in with its own credential");
        EntraApplication application = application(properties);
        try {
            return MsalTokenProvider.clientCredentials(application);
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    private TokenProvider delegated(EntraProperties properties) {
        properties.refuse(List.of(MANAGED_IDENTITY), "an application signs in with its own credential");
        EncryptionKeys keys;
        FileTokenCacheStore rows;
        String directoryForm = "the directory in which a MailboxConnector stores the mailboxes it connects";
        String keyForm = "the file with the key that the stored mailboxes are encrypted with";
        properties.required(STORE_DIRECTORY, directoryForm);
        try {
            keys = EncryptionKeys.fromFile(properties.requiredFile(STORE_KEY_FILE, keyForm));
        } catch (IllegalArgumentException e) {
            throw prefixed(STORE_KEY_FILE, e);
        }
        try {
            rows = FileTokenCacheStore.in(properties.path(STORE_DIRECTORY).orElseThrow());
        } catch (IllegalArgumentException e) {
            throw prefixed(STORE_DIRECTORY, e);
        }
        return MsalTokenProvider.delegated(application(properties), TokenCacheStore.encrypted(rows, keys));
    }

    private TokenProvider managedIdentity(EntraProperties properties) {
        String reason = "Azure knows whose a managed identity is";
        properties.refuse(List.of(TENANT_ID, CLIENT_ID), reason);
        properties.refuse(CredentialProperties.NAMES, reason);
        properties.refuse(STORE, reason);
        ManagedIdentity identity = properties
                .text(MANAGED_IDENTITY)
                .map(EntraTokenProviderFactory::userAssigned)
                .orElseGet(ManagedIdentity::systemAssigned)
                .withCloud(properties.cloud())
                .withRequestTimeout(properties.requestTimeout());
        return MsalTokenProvider.managedIdentity(loopback == null ? identity : identity.withLoopbackEndpoint(loopback));
    }

    private static ManagedIdentity userAssigned(String clientId) {
        try {
            return ManagedIdentity.userAssignedClientId(clientId);
        } catch (IllegalArgumentException e) {
            throw prefixed(MANAGED_IDENTITY, e);
        }
    }

    private EntraApplication application(EntraProperties properties) {
        EntraApplication.Builder application = EntraApplication.builder()
                .tenantId(properties.required(TENANT_ID, "the Directory (tenant) ID, a GUID"))
                .clientId(properties.required(CLIENT_ID, "the Application (client) ID, a GUID"))
                .cloud(properties.cloud())
                .requestTimeout(properties.requestTimeout())
                .credential(new CredentialProperties(properties, environment).credential());
        if (loopback != null) {
            application.loopbackEndpoint(loopback);
        }
        try {
            return application.build();
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    /** The error with the property in place of the argument. */
    private static IllegalArgumentException named(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage())
                .replaceFirst("^tenantId\\b", TENANT_ID)
                .replaceFirst("^clientId\\b", CLIENT_ID);
        return new IllegalArgumentException(message, e);
    }

    private static IllegalArgumentException prefixed(String name, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(EntraProperties.PREFIX) ? e : new IllegalArgumentException(name + ": " + message, e);
    }
}
