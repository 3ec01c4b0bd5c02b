package io.github.mailbearer.mail.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ports of the loopback interface that were free a moment ago, one for each name. */
final class FreePorts {

    private FreePorts() {}

    /** All are held until the last is found, so that they differ. */
    static Map<String, Integer> named(String... names) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        hold(names, 0, ports);
        return ports;
    }

    private static void hold(String[] names, int index, Map<String, Integer> ports) throws IOException {
        if (index < names.length) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.put(names[index], socket.getLocalPort());
                hold(names, index + 1, ports);
            }
        }
    }
}
