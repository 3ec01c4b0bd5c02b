package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyKindTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            535 5.7.3 Authentication unsuccessful [host time id] | 535 5.7.3
            535-5.7.8 Username and Password not accepted         | 535 5.7.8
            535                                                  | 535
            535 go away, 5.7.3                                   | 535
            5350 is no reply                                     | ''
            NO AUTHENTICATE failed.                              | NO
            A7 NO [AUTHENTICATIONFAILED] Invalid credentials     | NO AUTHENTICATIONFAILED
            A8 no [authenticationfailed] Invalid credentials     | NO AUTHENTICATIONFAILED
            BAD User is authenticated but not connected.         | BAD
            * BYE Connection closed. 14                          | BYE
            -ERR Authentication failure                          | -ERR
            -ERR [AUTH] failed                                   | -ERR AUTH
            NOTHING of the kind                                  | ''
            ''                                                   | ''
            """)
    void aReplyIsKnownByItsCodes(String reply, String kind) {
        assertThat(ReplyKind.of(reply)).isEqualTo(kind);
    }
}
