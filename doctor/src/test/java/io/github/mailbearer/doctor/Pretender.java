package io.github.mailbearer.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that says one thing to everybody and then nothing more. */
final class Pretender implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> guests = new ConcurrentLinkedQueue<>();

    private Pretender(String words) throws IOException {
        Thread thread = new Thread(() -> say(words), "Pretender");
        thread.setDaemon(true);
        thread.start();
    }

    static Pretender http(String page) throws IOException {
        return new Pretender("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + page.length()
                + "\r\nConnection: close\r\n\r\n" + page);
    }

    static Pretender saying(String words) throws IOException {
        return new Pretender(words);
    }

    private void say(String words) {
        try {
            while (true) {
                Socket guest = server.accept();
                guests.add(guest);
                guest.getOutputStream().write(words.getBytes(UTF_8));
                guest.getOutputStream().flush();
            }
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket guest : guests) {
            guest.close();
        }
    }
}
