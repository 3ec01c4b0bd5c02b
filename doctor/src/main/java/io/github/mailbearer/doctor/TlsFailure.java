package io.github.mailbearer.doctor;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;

/** Explains why TLS did not come about, by a second handshake that only looks at the certificate if need be. */
final class TlsFailure {

    private final SetUp setUp;
    private final boolean implicit;

    TlsFailure(SetUp setUp, boolean implicit) {
        this.setUp = setUp;
        this.implicit = implicit;
    }

    Finding explain(SSLException failure) {
        String happened = Trouble.happened(failure);
        Finding finding;
        if (has(failure, CertificateExpiredException.class)) {
            finding = certificate(
                    "The server's certificate has expired",
                    "Check this machine's clock; if it is right, whoever runs the server, or the gateway before it, must"
                            + " renew the certificate.");
        } else if (happened.contains("No name matching") || happened.contains("No subject alternative")) {
            finding = certificate(
                    "The server's certificate is for another name than "
                            + setUp.server().host(),
                    "Use the name that is in the certificate, and no address in place of a name. If the name is right,"
                            + " somebody else answers in the server's place.");
        } else if (has(failure, CertPathBuilderException.class) || has(failure, CertificateException.class)) {
            finding = certificate(
                    "The server's certificate is issued by nobody whom this Java trusts",
                    "If the issuer is your own organisation's, its firewall looks into TLS: exempt "
                            + setUp.address() + " from inspection, or import that issuer's certificate into the trust"
                            + " store (keytool -importcert) that Java uses. Never switch the check off.");
        } else {
            finding = protocol(happened);
        }
        return finding.with("exception", happened);
    }

    private Finding certificate(String what, String advice) {
        CertificateWords words = seen();
        return Finding.fail(
                        what + (words.issuer().isEmpty() ? "." : ": it is issued by " + words.issuer() + "."), advice)
                .with(words.evidence());
    }

    private Finding protocol(String happened) {
        if (happened.contains("protocol_version")
                || happened.contains("not accepted by client preferences")
                || happened.contains("No appropriate protocol")) {
            return Finding.fail(
                    "Server and Java have no version of TLS in common.",
                    "TLS 1.2 or newer is needed on both sides: remove settings that bind Java to an older one"
                            + " (jdk.tls.client.protocols, mail.smtp.ssl.protocols), update an old JDK, or have the gateway"
                            + " in between updated.");
        }
        if (implicit && happened.contains("Unsupported or unrecognized SSL message")) {
            return Finding.fail(
                    "The server does not begin with TLS on this port.",
                    "Port 587 begins in clear and changes to TLS by STARTTLS (mail.smtp.starttls.enable=true, protocol"
                            + " smtp and not smtps); ports 465, 993 and 995 begin with TLS.");
        }
        return Finding.fail(
                "TLS did not come about.",
                "Look at the exception: the server, or what is in between, broke the handshake off. Try from a network"
                        + " without inspection.");
    }

    /** The server's certificate, seen and not trusted. */
    private CertificateWords seen() {
        CertificateSeer seer = new CertificateSeer();
        try (Wire wire = Wire.open(setUp)) {
            if (!implicit) {
                Dialogue dialogue = Dialogue.of(setUp.protocol(), wire);
                dialogue.greeting();
                dialogue.capabilities();
                dialogue.beginTls();
            }
            wire.startTls(seer.context());
        } catch (IOException | GeneralSecurityException expected) {
            // The seer refuses every certificate once it has seen it.
            return CertificateWords.of(seer.chain());
        }
        return CertificateWords.of(seer.chain());
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 20; each = each.getCause(), depth++) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
