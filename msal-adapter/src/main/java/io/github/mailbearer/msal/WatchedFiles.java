package io.github.mailbearer.msal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from files, read again as soon as one of them has changed.
 *
 * <p>While they cannot be used, since somebody is just writing them perhaps, what was read before stays in use.
 */
final class WatchedFiles<T> {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final List<Path> files;
    private final Source<T> source;
    private volatile Version<T> version;

    private WatchedFiles(List<Path> files, Source<T> source, Version<T> version) {
        this.files = files;
        this.source = source;
        this.version = version;
    }

    /**
     * Reads files for the first time.
     *
     * @param name what the caller calls them
     * @throws IllegalArgumentException if they cannot be used
     */
    static <T> WatchedFiles<T> of(String name, List<Path> files, Source<T> source) {
        try {
            return new WatchedFiles<>(files, source, new Version<>(stamps(files), source.read()));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    name + ": there is no file " + e.getFile() + ": give an existing one", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": " + files + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": in " + files + " " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ": " + files + " cannot be used, see the cause: " + e, e);
        }
    }

    /** What the files hold now, or held when they could be used last. */
    T current() {
        Version<T> last = version;
        try {
            List<Stamp> stamps = stamps(files);
            if (!stamps.equals(last.stamps)) {
                last = new Version<>(stamps, source.read());
                version = last;
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    files + " has changed, but cannot be used; what was read before stays in use",
                    e);
        }
        return last.value;
    }

    /** What was read last. */
    T last() {
        return version.value;
    }

    /** Taken before the content is read, so that a change meanwhile shows the next time. */
    private static List<Stamp> stamps(List<Path> files) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.add(new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        }
        return stamps;
    }

    @Override
    public String toString() {
        return files.toString();
    }

    /** Reads the files; what is wrong with them is an {@link IllegalArgumentException}, as the rest of a sentence. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws IOException;
    }

    /** What tells one version of a file from another: Kubernetes exchanges files, others write into them. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private record Version<T>(List<Stamp> stamps, T value) {}
}
