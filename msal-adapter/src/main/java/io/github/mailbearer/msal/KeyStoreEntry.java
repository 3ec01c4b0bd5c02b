package io.github.mailbearer.msal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A private key with its certificates in a {@link KeyStore}. */
final class KeyStoreEntry {

    private KeyStoreEntry() {}

    /** The one key in a PKCS #12 file. */
    static ClientCertificate ofPkcs12(byte[] file, char[] password) {
        KeyStore store = pkcs12(file, password);
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new IllegalArgumentException("there are " + (keys.isEmpty() ? "no" : keys.size())
                        + " private keys: export the application's certificate with its private key, and nothing else");
            }
            return read(store, keys.get(0), password);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private static KeyStore pkcs12(byte[] file, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password);
            return store;
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new IllegalArgumentException("password is wrong: give the one that the file was exported with", e)
                    : new IllegalArgumentException(
                            "there is no PKCS #12 key store: export one as .pfx or .p12; for a PEM file there is"
                                    + " EntraCredential.certificate",
                            e);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** The key of a name. */
    static ClientCertificate of(KeyStore keyStore, String alias, char @Nullable [] password) {
        Arguments.required("keyStore", keyStore, "a loaded key store");
        Arguments.required("alias", alias, "the name of the entry with the private key");
        try {
            if (!keyStore.isKeyEntry(alias)) {
                throw new IllegalArgumentException("alias \"" + alias + "\" names no private key: give one of "
                        + Collections.list(keyStore.aliases()));
            }
            return read(keyStore, alias, password);
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException("password is wrong: give the one of the key \"" + alias + "\"", e);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private static ClientCertificate read(KeyStore store, String alias, char @Nullable [] password)
            throws GeneralSecurityException {
        Key key = store.getKey(alias, password);
        Certificate[] chain = store.getCertificateChain(alias);
        if (!(key instanceof PrivateKey privateKey) || chain == null) {
            throw new IllegalArgumentException(
                    "the key \"" + alias + "\" is no private key with a certificate: export both together");
        }
        return ClientCertificate.of(
                privateKey,
                Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    }

    private static IllegalArgumentException unreadable(GeneralSecurityException e) {
        return new IllegalArgumentException("the key store cannot be read: " + e.getMessage(), e);
    }
}
