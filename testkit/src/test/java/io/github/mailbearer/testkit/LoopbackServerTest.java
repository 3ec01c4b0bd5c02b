package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopbackServerTest {

    private final LoopbackServer server = LoopbackServer.bind("test");

    @AfterEach
    void close() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.address(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mailbearer-testkit test " + server.port()))
                .toList();
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws Exception {
        server.start(Socket::close);
        assertThat(InetAddress.getByName(server.address()).isLoopbackAddress()).isTrue();

        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, server.port()), 1_000))
                        .as("connecting to %s", address)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void endsConnectionsAndThreadsWhenClosed() throws Exception {
        CountDownLatch served = new CountDownLatch(2);
        server.start(socket -> {
            served.countDown();
            socket.getInputStream().read();
        });
        try (Socket first = connect();
                Socket second = connect()) {
            assertThat(served.await(10, TimeUnit.SECONDS)).isTrue();
            List<Thread> threads = threads();
            assertThat(threads).hasSize(3).allMatch(Thread::isDaemon);

            server.close();

            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            for (Thread thread : threads) {
                thread.join(5_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(server.openConnections()).isZero();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    @Test
    void mayBeClosedTwice() {
        server.start(Socket::close);

        server.close();
        server.close();
    }

    @Test
    void closesTheConnectionWhenItsServiceEnds() throws Exception {
        server.start(socket -> {});

        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        server.awaitOpenConnections(0);
    }

    @Test
    void goesOnAfterAServiceFailed() throws Exception {
        server.start(socket -> {
            throw new IOException("broken");
        });

        for (int i = 0; i < 2; i++) {
            try (Socket socket = connect()) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }
}
