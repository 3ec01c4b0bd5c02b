package io.github.mailbearer.msal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The file that {@link EncryptionKeys} are read from, or made in. */
final class KeyFile {

    private static final System.Logger LOG = System.getLogger(KeyFile.class.getName());
    private static final String FIRST_ID = "1";

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    String read() throws IOException {
        warnIfOthersCanRead();
        return Files.readString(path);
    }

    /** A warning only: Kubernetes mounts secrets so, unless told otherwise. */
    private void warnIfOthersCanRead() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> granted = view.readAttributes().permissions();
        if (granted.contains(PosixFilePermission.GROUP_READ) || granted.contains(PosixFilePermission.OTHERS_READ)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The encryption keys in " + path + " can be read by others ("
                            + PosixFilePermissions.toString(granted)
                            + "): chmod 600 it, or mount it with defaultMode 0400.");
        }
    }

    /**
     * Makes the file with a new key, unless it is there. Of several processes that do so at once one makes it; no other
     * ever sees half of it, and no key is used that the disk has not got.
     */
    void createIfAbsent() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path unfinished = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(unfinished, ownerOnly());
            Files.writeString(unfinished, EncryptionKeys.generate(FIRST_ID) + System.lineSeparator());
            try (RandomAccessFile written = new RandomAccessFile(unfinished.toFile(), "rw")) {
                written.getFD().sync();
            }
            name(unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Unlike a move, a link never takes the place of a file that another process has just made. */
    private void name(Path written) throws IOException {
        try {
            Files.createLink(path, written);
        } catch (FileAlreadyExistsException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} was made by another process meanwhile.", path);
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system has no links", e);
        }
        if (knowsPosix()) {
            Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private boolean knowsPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] ownerOnly() {
        return knowsPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
