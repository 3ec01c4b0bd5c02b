package io.github.mailbearer.mail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that reach this machine only, so that a token in clear text cannot leave it.
 *
 * <p>The address that counts is that of the connected socket, not a name: a name can be made to point anywhere. The
 * sockets use no proxy, for then the address would be the proxy's.
 */
final class LoopbackSocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new LoopbackSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null, 0);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), localHost, localPort);
    }

    private static Socket connected(InetSocketAddress address, @Nullable InetAddress localHost, int localPort)
            throws IOException {
        LoopbackSocket socket = new LoopbackSocket();
        if (localHost != null) {
            socket.bind(new InetSocketAddress(localHost, localPort));
        }
        socket.connect(address);
        return socket;
    }

    private static final class LoopbackSocket extends Socket {

        LoopbackSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            super.connect(endpoint, timeout);
            InetAddress peer = getInetAddress();
            if (!peer.isLoopbackAddress()) {
                close();
                throw new ConnectException(endpoint + " is not on this machine: "
                        + SessionProperties.CLEARTEXT_TO_LOOPBACK + "=true is for tests against 127.0.0.1 and ::1 only."
                        + " Remove it, and the Session will use TLS");
            }
        }
    }
}
