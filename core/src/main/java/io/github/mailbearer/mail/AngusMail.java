package io.github.mailbearer.mail;

import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the mail implementation we build on is there, and names the one that is there instead.
 *
 * <p>Classes are looked for by name: to mention one that is missing would end in a {@code NoClassDefFoundError} before
 * anything could be explained.
 */
final class AngusMail {

    private static final String NEEDED = "Mailbearer needs org.eclipse.angus:angus-mail 2.0.3 or newer 2.x with"
            + " jakarta.mail:jakarta.mail-api 2.1 or newer, and found ";

    private AngusMail() {}

    /** To be called before the first class of Jakarta Mail is used. */
    static void require() {
        Class<?> session = find("jakarta.mail.Session");
        if (session == null) {
            throw new IllegalStateException(NEEDED + withoutApi());
        }
        // Since Jakarta Mail 2.1, where API and implementation parted.
        Class<?> streams = find("jakarta.mail.util.StreamProvider");
        if (streams == null) {
            throw new IllegalStateException(NEEDED + "Jakarta Mail 2.0 or older" + in(session) + ": replace it");
        }
        if (!in(session).equals(in(streams))) {
            throw new IllegalStateException(NEEDED + "parts of two versions of Jakarta Mail, one" + in(session)
                    + ", one" + in(streams) + ": remove the older");
        }
        if (find("org.eclipse.angus.mail.smtp.SMTPTransport") == null) {
            Class<?> old = find("com.sun.mail.smtp.SMTPTransport");
            throw new IllegalStateException(NEEDED
                    + (old == null
                            ? "no implementation beside the API" + in(session) + ": add angus-mail"
                            : "com.sun.mail, which is Angus Mail 1.x or older," + in(old)
                                    + ": replace it by angus-mail"));
        }
    }

    private static String withoutApi() {
        Class<?> old = find("javax.mail.Session");
        return old == null
                ? "no Jakarta Mail: add both"
                : "javax.mail, the API before Jakarta EE 9," + in(old)
                        + ": the application has to move from javax.mail to jakarta.mail first";
    }

    private static @Nullable Class<?> find(String className) {
        try {
            return Class.forName(className, false, AngusMail.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    private static String in(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : " in " + source.getLocation();
    }
}
