package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslMechanismTest {

    @Test
    void xoauth2HasTheBytesOfGooglesDocument() {
        byte[] message = SaslMechanism.XOAUTH2.initialResponse(
                "someuser@example.com", "vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==");
        assertThat(Base64.getEncoder().encodeToString(message))
                .isEqualTo("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB2"
                        + "RjlkZnQ0cW1UYzJOdmIzUmxja0JoZEhSaGRtbHpkR0V1WTI5dENnPT0BAQ==");
    }

    @Test
    void xoauth2HasTheBytesOfMicrosoftsDocument() {
        byte[] message = SaslMechanism.XOAUTH2.initialResponse(
                "test@contoso.onmicrosoft.com", "EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA");
        assertThat(Base64.getEncoder().encodeToString(message))
                .isEqualTo("dXNlcj10ZXN0QGNvbnRvc28ub25taWNyb3NvZnQuY29tAWF1dGg9QmVhcmVyIEV3QkFBbDNCQUFVRkZwVUFvN0oz"
                        + "VmUwYmpMQldaV0NjbFJDM0VvQUEBAQ==");
    }

    @Test
    void usersOutsideAsciiAreUtf8() {
        assertThat(SaslMechanism.XOAUTH2.initialResponse("jürgen@exämple.de", "t"))
                .isEqualTo("user=jürgen@exämple.de\u0001auth=Bearer t\u0001\u0001".getBytes(UTF_8));
    }

    @Test
    void theAnswerToAnErrorIsEmpty() {
        assertThat(SaslMechanism.XOAUTH2.answerToError()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001auth=Bearer x@y", "a@y\r\n", "a\u0000@y", "a\u0085@y"})
    void controlCharactersInTheUserAreRefused(String user) {
        assertThatThrownBy(() -> SaslMechanism.XOAUTH2.initialResponse(user, "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user holds the control character U+");
    }

    @Test
    void controlCharactersInTheTokenAreRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> SaslMechanism.XOAUTH2.initialResponse("a@y", "secret\u0001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token holds the control character U+0001 at index 6")
                .message()
                .doesNotContain("secret");
    }
}
