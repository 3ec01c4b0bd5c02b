package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Writers in a Java of their own that starts quickly: its classes are archived as the JVM wants them. */
final class WriterProcess {

    private final Path jar;
    private final Path archive;

    private WriterProcess(Path directory) {
        this.jar = directory.resolve("writer.jar");
        this.archive = directory.resolve("writer.jsa");
    }

    /** Puts what writers need into a directory, which it may do once. */
    static WriterProcess prepared(Path directory) throws Exception {
        WriterProcess writer = new WriterProcess(directory);
        try (OutputStream out = Files.newOutputStream(writer.jar);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.setLevel(0); // an archive is read sooner than it is unpacked
            addClasses(KilledWriter.class, jar);
            addClasses(FileTokenCacheStore.class, jar);
        }
        int exit = writer.java(
                        "-XX:ArchiveClassesAtExit=" + writer.archive,
                        KilledWriter.class,
                        directory.resolve("rehearsal"),
                        "a@b",
                        "3")
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the rehearsal ended with " + exit);
        }
        return writer;
    }

    private static void addClasses(Class<?> type, JarOutputStream jar) throws Exception {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            addClasses(place, jar);
            return;
        }
        try (FileSystem packed = FileSystems.newFileSystem(place)) {
            addClasses(packed.getPath("/"), jar);
        }
    }

    private static void addClasses(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> found = Files.walk(root.resolve("io/github/mailbearer/msal"))) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                jar.putNextEntry(new JarEntry(name.replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }

    Process start(Class<?> writer, Path rows, String... rest) throws IOException {
        return java("-XX:SharedArchiveFile=" + archive, writer, rows, rest).start();
    }

    private ProcessBuilder java(String option, Class<?> writer, Path rows, String... rest) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx32m",
                option,
                "-cp",
                jar.toString(),
                writer.getName(),
                rows.toString()));
        command.addAll(List.of(rest));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    }
}
