package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Files keep to what every store keeps to, with several stores on one directory. */
class FileTokenCacheStoreContractTest extends TokenCacheStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected TokenCacheStore open() {
        return FileTokenCacheStore.in(directory.resolve("rows"));
    }
}
