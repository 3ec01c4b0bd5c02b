package io.github.mailbearer.mail.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;

/**
 * The unprivileged account that Dovecot runs under and mail belongs to: our own, or {@code nobody} if we are root, whose
 * mail Dovecot refuses to touch.
 */
record Account(String user, String group, boolean weAreRoot) {

    static Account unprivileged(Path ofOurs) throws IOException {
        PosixFileAttributes ours = Files.readAttributes(ofOurs, PosixFileAttributes.class);
        return Root.isUs()
                ? new Account("nobody", "nogroup", true)
                : new Account(ours.owner().getName(), ours.group().getName(), false);
    }

    /** The command that runs another one under this account. */
    List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        if (weAreRoot) {
            command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"));
        }
        command.addAll(List.of(words));
        return command;
    }

    void own(Path path) throws IOException {
        if (weAreRoot) {
            UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
            Files.getFileAttributeView(path, PosixFileAttributeView.class)
                    .setGroup(names.lookupPrincipalByGroupName(group));
            Files.setOwner(path, names.lookupPrincipalByName(user));
        }
    }
}
