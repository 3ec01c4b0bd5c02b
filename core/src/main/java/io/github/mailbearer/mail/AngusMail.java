package io.github.mailbearer.mail;

/** Makes sure that the implementation we build on is there, and names the one that is there instead. */
final class AngusMail {

    private static final String TRANSPORT = "mail.smtp.SMTPTransport";

    private AngusMail() {}

    static void require() {
        if (present("org.eclipse.angus." + TRANSPORT)) {
            return;
        }
        String found = present("com.sun." + TRANSPORT)
                ? "found com.sun.mail, which is Angus Mail 1.x or Jakarta Mail 2.0"
                : "found no SMTP implementation";
        throw new IllegalStateException(
                "Mailbearer needs Angus Mail 2 (org.eclipse.angus:angus-mail, 2.0.3 or newer, with"
                        + " jakarta.mail:jakarta.mail-api 2.1) and " + found + ": replace it");
    }

    private static boolean present(String className) {
        try {
            Class.forName(className, false, AngusMail.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
