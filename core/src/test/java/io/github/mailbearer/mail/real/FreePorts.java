package io.github.mailbearer.mail.real;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback interface that are free, one for each name and none given twice.
 *
 * <p>They are below those that the kernel gives to clients, so that no client takes one before the server is there.
 */
final class FreePorts {

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000, 30_000));

    private FreePorts() {}

    static Map<String, Integer> named(String... names) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : names) {
            ports.put(name, next());
        }
        return ports;
    }

    private static int next() throws IOException {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = NEXT.getAndIncrement();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
        throw new IOException("a thousand ports up to " + NEXT + " are taken");
    }
}
