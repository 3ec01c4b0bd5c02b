package io.github.mailbearer.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Listens on the loopback interface, never on another, and serves each connection on a daemon thread of its own. */
final class LoopbackServer implements AutoCloseable {

    /** No read waits longer, so that a test which forgot its client cannot keep a thread for good. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int BACKLOG = 1024;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** What is done with a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Changes changes = new Changes();

    private LoopbackServer(ServerSocket listener, String name) {
        this.listener = listener;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mailbearer-testkit " + name + " " + listener.getLocalPort());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes a free port; nothing is served before {@link #start}. */
    static LoopbackServer bind(String name) {
        try {
            return new LoopbackServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback interface", e);
        }
    }

    void start(Service service) {
        threads.execute(() -> accept(service));
    }

    private void accept(Service service) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                changes.make(() -> open.add(socket));
                hand(socket, service);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("cannot accept connections any more", e);
                }
            }
        }
    }

    private void hand(Socket socket, Service service) {
        try {
            threads.execute(() -> serve(socket, service));
        } catch (RejectedExecutionException e) {
            quietlyClose(socket); // It came while close() was at work.
        }
    }

    private void serve(Socket socket, Service service) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            service.serve(socket);
        } catch (IOException e) {
            // The client went away or close() was called: neither is a fault of the server.
        } finally {
            changes.make(() -> open.remove(socket));
        }
    }

    /** The address as a URI has it, in brackets if it is one of IPv6. */
    String address() {
        String address = listener.getInetAddress().getHostAddress();
        return address.contains(":") ? "[" + address + "]" : address;
    }

    int port() {
        return listener.getLocalPort();
    }

    int openConnections() {
        return open.size();
    }

    void awaitOpenConnections(int count) {
        changes.await(
                () -> open.size() == count, () -> open.size() + " connections are open where " + count + " should be");
    }

    /** Ends every connection; calling it again does nothing. */
    @Override
    public void close() {
        quietlyClose(listener);
        threads.shutdownNow();
        open.forEach(LoopbackServer::quietlyClose);
        try {
            threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietlyClose(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is closed as far as a test can tell.
        }
    }
}
