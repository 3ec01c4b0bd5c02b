package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.MailLogin.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpReplyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    535 5.7.3 Authentication unsuccessful            | RENEW
                    535 5.7.8 Username and Password not accepted     | RENEW
                    535 Incorrect authentication data                | RENEW
                    535-5.7.8 first line                             | RENEW
                    535 5.7.142 token expires too soon               | RENEW
                    535 5.7.143 token expired                        | RENEW
                    501 5.5.127 token expires too soon               | RENEW
                    535 5.7.139 SmtpClientAuthentication is disabled | PERMANENT
                    535 5.7.144 wrong permission                     | PERMANENT
                    534 5.7.9 Application-specific password required | PERMANENT
                    504 5.7.4 Unrecognized authentication type       | PERMANENT
                    501 5.5.2 Cannot decode                          | PERMANENT
                    550 5.7.240 not on the allow list                | PERMANENT
                    550 5.2.251 blocked                              | TEMPORARY
                    550 5.2.255 blocked                              | TEMPORARY
                    550 5.2.250 something else                       | PERMANENT
                    454 4.7.0 Temporary authentication failure       | TEMPORARY
                    432 4.3.2 Concurrent connections limit exceeded  | TEMPORARY
                    421 4.3.2 Service not active                     | TEMPORARY
                    """)
    void codesDecide(String text, Verdict verdict) {
        assertThat(new SmtpReply(Integer.parseInt(text.substring(0, 3)), text).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void proseDoesNotDecide() {
        assertThat(new SmtpReply(535, "535 5.7.3 see also 5.7.139 SmtpClientAuthentication is disabled").verdict())
                .isEqualTo(Verdict.RENEW);
    }
}
