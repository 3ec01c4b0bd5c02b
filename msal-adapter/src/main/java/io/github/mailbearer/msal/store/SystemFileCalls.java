package io.github.mailbearer.msal.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The calls as the operating system does them, to the end even in a thread that was interrupted: half a refresh token
 * helps nobody. Streams do not mind an interrupt; channels close, and are opened again.
 */
final class SystemFileCalls implements FileCalls {

    @Override
    public void create(Path file) throws IOException {
        Files.createFile(file, OwnerOnly.file(file));
    }

    @Override
    public void write(Path file, byte[] octets) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(octets);
        }
    }

    @Override
    public void force(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    @Override
    public void replace(Path file, Path replaced) throws IOException {
        Files.move(file, replaced, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Does nothing on Windows, which opens no directory and keeps a journal of names by itself. */
    @Override
    public void forceNames(Path directory) throws IOException {
        if (!OwnerOnly.isKnownTo(directory)) {
            return;
        }
        boolean interrupted = false;
        try {
            while (!forced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
