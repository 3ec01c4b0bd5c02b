package io.github.mailbearer.mail.angus;

import jakarta.mail.Provider;

/**
 * What tells every Session which classes it can opt in to, under protocol names that no application uses.
 *
 * <p>Jakarta Mail looks for providers as services with its own class loader, and for {@code META-INF/jakarta.providers}
 * with the application's; which of the two sees this jar depends on the server, so it has both. Classes are named, not
 * loaded: this is read by Sessions of implementations other than Angus too.
 */
public final class OptInProviders {

    private OptInProviders() {}

    private abstract static class OptInProvider extends Provider {
        OptInProvider(Type type, String protocol, String className) {
            super(
                    type,
                    "x-mailbearer-" + protocol,
                    OptInProvider.class.getPackageName() + "." + className,
                    "Mailbearer",
                    null);
        }
    }

    /** For {@code mail.smtp.class}. */
    public static final class Smtp extends OptInProvider {
        /** Called by the service loader. */
        public Smtp() {
            super(Type.TRANSPORT, "smtp", "OptInSmtpTransport");
        }
    }

    /** For {@code mail.smtps.class}. */
    public static final class Smtps extends OptInProvider {
        /** Called by the service loader. */
        public Smtps() {
            super(Type.TRANSPORT, "smtps", "OptInSmtpsTransport");
        }
    }

    /** For {@code mail.imap.class}. */
    public static final class Imap extends OptInProvider {
        /** Called by the service loader. */
        public Imap() {
            super(Type.STORE, "imap", "OptInImapStore");
        }
    }

    /** For {@code mail.imaps.class}. */
    public static final class Imaps extends OptInProvider {
        /** Called by the service loader. */
        public Imaps() {
            super(Type.STORE, "imaps", "OptInImapsStore");
        }
    }

    /** For {@code mail.pop3.class}. */
    public static final class Pop3 extends OptInProvider {
        /** Called by the service loader. */
        public Pop3() {
            super(Type.STORE, "pop3", "OptInPop3Store");
        }
    }

    /** For {@code mail.pop3s.class}. */
    public static final class Pop3s extends OptInProvider {
        /** Called by the service loader. */
        public Pop3s() {
            super(Type.STORE, "pop3s", "OptInPop3sStore");
        }
    }
}
