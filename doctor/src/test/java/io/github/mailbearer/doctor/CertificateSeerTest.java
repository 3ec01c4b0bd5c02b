package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A certificate is seen and never trusted, not even that of a server that others would trust. */
@Timeout(30)
class CertificateSeerTest {

    @Test
    void refusesWhatItHasSeen() throws Exception {
        CertificateSeer seer = new CertificateSeer();
        try (Surroundings all = Surroundings.of(IMAP);
                Wire wire = Wire.open(new SetUp(all.healthy().build()))) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> wire.startTls(seer.context()));
        }

        assertThat(CertificateWords.of(seer.chain()).issuer()).contains("testkit authority");
    }
}
