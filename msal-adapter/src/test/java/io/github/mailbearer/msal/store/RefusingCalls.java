package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** File calls of which one fails, as it does on a disk that is full. */
class RefusingCalls implements FileCalls {

    private final FileCalls calls = new SystemFileCalls();
    private final String refused;

    RefusingCalls(String refused) {
        this.refused = refused;
    }

    private void pass(String call, Path file) throws IOException {
        if (call.equals(refused)) {
            throw new FileSystemException(file.toString(), null, "No space left on device");
        }
    }

    @Override
    public void create(Path file) throws IOException {
        pass("create", file);
        calls.create(file);
    }

    @Override
    public void write(Path file, byte[] octets) throws IOException {
        pass("write", file);
        calls.write(file, octets);
    }

    @Override
    public void force(Path file) throws IOException {
        pass("force", file);
        calls.force(file);
    }

    @Override
    public void replace(Path file, Path replaced) throws IOException {
        pass("replace", file);
        calls.replace(file, replaced);
    }

    @Override
    public void delete(Path file) throws IOException {
        pass("delete", file);
        calls.delete(file);
    }

    @Override
    public void forceNames(Path directory) throws IOException {
        pass("forceNames", directory);
        calls.forceNames(directory);
    }
}
