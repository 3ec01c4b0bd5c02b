package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The calls by which {@link FileTokenCacheStore} changes a directory: between any two of them a process can end, or the
 * machine can.
 */
interface FileCalls {

    /** Makes an empty file that nobody but its owner can read or write. */
    void create(Path file) throws IOException;

    void write(Path file, byte[] octets) throws IOException;

    /** Returns when what was written to the file would outlive the machine. */
    void force(Path file) throws IOException;

    /** Gives a file the name of another, which is gone at the same instant. */
    void replace(Path file, Path replaced) throws IOException;

    /** Removes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Returns when the names in the directory would outlive the machine. */
    void forceNames(Path directory) throws IOException;
}
