package io.github.mailbearer.sasl;

import static io.github.mailbearer.sasl.SaslMechanism.OAUTHBEARER;
import static io.github.mailbearer.sasl.SaslMechanism.XOAUTH2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SaslMechanismTest {

    private static final String HOST = "server.example.com";

    private static String base64(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }

    private static String text(byte[] message) {
        return new String(message, UTF_8).replace('\u0001', '|');
    }

    @Test
    void xoauth2HasTheBytesOfGooglesDocument() {
        assertThat(base64(XOAUTH2.initialResponse(
                        "someuser@example.com", HOST, 993, "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")))
                .isEqualTo("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRj"
                        + "Mk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==");
    }

    @Test
    void xoauth2HasTheBytesOfMicrosoftsDocument() {
        assertThat(base64(XOAUTH2.initialResponse(
                        "test@contoso.onmicrosoft.com", HOST, 587, "EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA")))
                .isEqualTo("dXNlcj10ZXN0QGNvbnRvc28ub25taWNyb3NvZnQuY29tAWF1dGg9QmVhcmVyIEV3QkFBbDNCQUFVRkZwVUFvN0oz"
                        + "VmUwYmpMQldaV0NjbFJDM0VvQUEBAQ==");
    }

    @Test
    void oauthbearerHasTheBytesOfTheRfcForImap() {
        assertThat(base64(OAUTHBEARER.initialResponse(
                        "user@example.com", HOST, 143, "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")))
                .isEqualTo("bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVy"
                        + "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
    }

    @Test
    void oauthbearerHasTheBytesOfTheRfcForSmtp() {
        assertThat(base64(OAUTHBEARER.initialResponse(
                        "user@example.com", HOST, 587, "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")))
                .isEqualTo("bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9NTg3AWF1dGg9QmVhcmVy"
                        + "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
    }

    @Test
    void oauthbearerLeavesOutAHostAndAPortThatAreNotKnown() {
        assertThat(text(OAUTHBEARER.initialResponse("a@y", "", -1, "t"))).isEqualTo("n,a=a@y,|auth=Bearer t||");
        assertThat(text(OAUTHBEARER.initialResponse("a@y", HOST, 0, "t")))
                .isEqualTo("n,a=a@y,|host=server.example.com|auth=Bearer t||");
        assertThat(text(OAUTHBEARER.initialResponse("a@y", "", 143, "t")))
                .isEqualTo("n,a=a@y,|port=143|auth=Bearer t||");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a,b@y n,a=a=2Cb@y,",
                "a=b@y n,a=a=3Db@y,",
                "a=2Cb@y n,a=a=3D2Cb@y,",
                ",= n,a==2C=3D,",
            })
    void oauthbearerEscapesWhatWouldEndTheName(String user, String header) {
        assertThat(text(OAUTHBEARER.initialResponse(user, "", 0, "t"))).isEqualTo(header + "|auth=Bearer t||");
    }

    @Test
    void xoauth2EscapesNothing() {
        assertThat(text(XOAUTH2.initialResponse("a,b=c@y", "", 0, "t=="))).isEqualTo("user=a,b=c@y|auth=Bearer t==||");
    }

    @Test
    void usersOutsideAsciiAreUtf8() {
        assertThat(XOAUTH2.initialResponse("jürgen@exämple.de", HOST, 0, "t"))
                .isEqualTo("user=jürgen@exämple.de\u0001auth=Bearer t\u0001\u0001".getBytes(UTF_8));
        assertThat(OAUTHBEARER.initialResponse("用户@例子.广告", "", 0, "t"))
                .isEqualTo("n,a=用户@例子.广告,\u0001auth=Bearer t\u0001\u0001".getBytes(UTF_8));
    }

    @Test
    void theAnswerToAnErrorHoldsNothing() {
        assertThat(XOAUTH2.answerToError()).isEmpty();
        assertThat(OAUTHBEARER.answerToError()).containsExactly(1);
        assertThat(base64(OAUTHBEARER.answerToError())).isEqualTo("AQ==");
    }

    static Stream<Arguments> controlCharacters() {
        return Stream.of("a\u0001auth=Bearer x@y", "a@y\r\n", "a\u0000@y", "a\u007f@y", "a\u0085@y")
                .flatMap(value -> Stream.of(SaslMechanism.values()).map(mechanism -> Arguments.of(mechanism, value)));
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void controlCharactersAreRefusedByTheNameOfTheArgument(SaslMechanism mechanism, String value) {
        assertThatThrownBy(() -> mechanism.initialResponse(value, HOST, 25, "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user holds the control character U+");
        assertThatThrownBy(() -> mechanism.initialResponse("a@y", value, 25, "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host holds the control character U+");
        assertThatThrownBy(() -> mechanism.initialResponse("a@y", HOST, 25, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token holds the control character U+");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedTokenIsNotShown(SaslMechanism mechanism) {
        assertThatThrownBy(() -> mechanism.initialResponse("a@y", HOST, 25, "secret\u0001"))
                .hasMessageStartingWith("token holds the control character U+0001 at index 6")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyUserOrTokenIsRefused(SaslMechanism mechanism) {
        assertThatThrownBy(() -> mechanism.initialResponse("", HOST, 25, "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user is empty");
        assertThatThrownBy(() -> mechanism.initialResponse("a@y", HOST, 25, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token is empty");
    }
}
