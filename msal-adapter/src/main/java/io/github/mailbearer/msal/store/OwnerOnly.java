package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that their owner alone can use.
 *
 * <p>Where a file system does not know POSIX permissions, what is made inherits the rights of the directory around it.
 */
final class OwnerOnly {

    private OwnerOnly() {}

    static boolean isKnownTo(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What to make a file with, so that it is at no time open to others. */
    static FileAttribute<?>[] file(Path file) {
        return with(file, "rw-------");
    }

    private static FileAttribute<?>[] with(Path path, String permissions) {
        return isKnownTo(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Makes a directory that is not there yet, and looks closely at one that is.
     *
     * @return its real path
     * @throws IllegalArgumentException if it cannot be made, is none, or others can write into it
     */
    static Path directory(Path directory) {
        try {
            Files.createDirectories(directory, with(directory, "rwx------"));
            Path real = directory.toRealPath();
            refuseWritableByOthers(real);
            return real;
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "directory " + directory
                            + " cannot be made or is no directory: give one that this process can write to",
                    e);
        }
    }

    private static void refuseWritableByOthers(Path directory) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> granted = view.readAttributes().permissions();
        if (granted.contains(PosixFilePermission.GROUP_WRITE) || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IllegalArgumentException("directory " + directory + " can be written by others ("
                    + PosixFilePermissions.toString(granted)
                    + "), who could put old refresh tokens back: chmod 700 it, or give a new directory inside it");
        }
    }
}
