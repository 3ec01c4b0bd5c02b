package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080/t/token",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080/t/token",
        "http://127.255.0.9, http://127.255.0.9/t/token",
        "http://[::1]:81, http://[0:0:0:0:0:0:0:1]:81/t/token",
    })
    void sendsToThatAddress(URI endpoint, URI target) throws IOException {
        assertThat(LoopbackEndpoint.of(endpoint).resolve("/t/token")).isEqualTo(target);
    }

    @Test
    void sendsToTheAddressThatLocalhostResolvedTo() throws IOException {
        LoopbackEndpoint endpoint = LoopbackEndpoint.of(URI.create("http://localhost:9"), host -> {
            assertThat(host).isEqualTo("localhost");
            return addresses("127.0.0.7");
        });

        assertThat(endpoint.resolve("/t")).isEqualTo(URI.create("http://127.0.0.7:9/t"));
    }

    @Test
    void refusesALocalhostThatIsElsewhere() {
        LoopbackEndpoint endpoint =
                LoopbackEndpoint.of(URI.create("http://localhost:9"), host -> addresses("127.0.0.1", "192.0.2.1"));

        assertThatIOException()
                .isThrownBy(() -> endpoint.resolve("/t"))
                .withMessageContaining("192.0.2.1, which is not this machine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8080",
                "ftp://127.0.0.1",
                "//127.0.0.1",
                "http:127.0.0.1",
                "http://login.microsoftonline.com",
                "http://192.0.2.1",
                "http://0.0.0.0",
                "http://[::]",
                "http://[::ffff:192.0.2.1]",
                "http://127.0.0.1.example.com",
                "http://127.1",
                "http://localhost.example.com",
                "http://user@127.0.0.1",
                "http://127.0.0.1/path",
                "http://127.0.0.1?a=b",
                "http://127.0.0.1#f"
            })
    void refusesAnythingThatIsNotHttpOnThisMachine(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoopbackEndpoint.of(URI.create(uri)))
                .withMessageStartingWith("loopbackEndpoint ")
                .withMessageContaining("http://127.0.0.1:8080");
    }

    private static InetAddress[] addresses(String... literals) throws IOException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
