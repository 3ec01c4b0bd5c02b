package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.TransportSecurity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** 3: whether TLS comes about, with a certificate that this Java trusts. */
final class TlsCheck extends Examination {

    private final SetUp setUp;

    TlsCheck(SetUp setUp) {
        super("3", "TLS", "2");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "TLS at " + setUp.address();
    }

    @Override
    Finding examine(Findings known) throws Exception {
        Wire wire = known.required(Wire.class);
        Dialogue dialogue = Dialogue.of(setUp.protocol(), wire);
        boolean implicit = setUp.server().security() == TransportSecurity.IMPLICIT_TLS;
        String banner = "";
        try {
            if (!implicit) {
                banner = dialogue.greeting();
                List<String> offered = dialogue.capabilities();
                if (!dialogue.offersTls(offered)) {
                    return notOffered(offered).with("greeting", banner);
                }
                dialogue.beginTls();
            }
            SSLSession session = wire.startTls(context());
            if (implicit) {
                banner = dialogue.greeting();
            }
            return judged(session).with("greeting", banner).leaving(dialogue);
        } catch (SSLException e) {
            return new TlsFailure(setUp, implicit).explain(e).with("greeting", banner);
        } catch (UnwelcomeException e) {
            return new Trouble(setUp).ofReply(e.reply(), known).with("greeting", banner);
        }
    }

    private SSLContext context() throws GeneralSecurityException {
        return setUp.settings().sslContext == null
                ? SSLContext.getDefault()
                : Objects.requireNonNull(setUp.settings().sslContext);
    }

    private Finding judged(SSLSession session) throws IOException {
        CertificateWords certificate = CertificateWords.of(session.getPeerCertificates());
        Finding finding = session.getProtocol().matches("TLSv1(\\.1)?|SSLv3")
                ? Finding.warn(
                        "The connection is protected by " + session.getProtocol() + ", which is out of date.",
                        "Remove what makes this Java use it: jdk.tls.client.protocols, https.protocols,"
                                + " mail.smtp.ssl.protocols, jdk.tls.disabledAlgorithms in java.security.")
                : Finding.pass("The connection is protected by " + session.getProtocol() + ".");
        return finding.with("TLS", session.getProtocol() + " " + session.getCipherSuite())
                .with(certificate.evidence());
    }

    private static Finding notOffered(List<String> offered) {
        return Finding.fail(
                        "The server does not offer STARTTLS on this port.",
                        "Something between here and the server takes it out (mail protection of a firewall or virus"
                                + " scanner: exempt the server from it), or host and port are not right for STARTTLS. Mailbearer"
                                + " sends no token without TLS.")
                .with("offered", String.join(", ", offered));
    }
}
