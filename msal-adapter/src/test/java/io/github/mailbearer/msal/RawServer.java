package io.github.mailbearer.msal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on the loopback interface that does with each connection what a test wants, byte by byte. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    static RawServer start(Handler handler) {
        return start(plainListener(), handler);
    }

    static RawServer start(ServerSocket listener, Handler handler) {
        RawServer server = new RawServer(listener, handler);
        daemon(server::listen);
        return server;
    }

    private static ServerSocket plainListener() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "RawServer");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            handler.handle(connection);
        } catch (IOException e) {
            // The client is gone, which is what some tests are about.
        }
    }

    /** Reads up to the blank line that ends a request's head. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** What to do with a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Handler {
        void handle(Socket connection) throws IOException;
    }
}
