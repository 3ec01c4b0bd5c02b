package io.github.mailbearer.examples.tryit;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A server of GreenMail's that has a certificate of our own and counts its connections. */
final class GreenMailServer extends AbstractServer {

    private static final int BACKLOG = 50;

    private final SSLContext tls;
    private final Function<Socket, ProtocolHandler> dialog;
    private final AtomicInteger connections = new AtomicInteger();

    GreenMailServer(String protocol, Managers managers, SSLContext tls, Function<Socket, ProtocolHandler> dialog) {
        super(new ServerSetup(0, InetAddress.getLoopbackAddress().getHostAddress(), protocol), managers);
        this.tls = tls;
        this.dialog = dialog;
        setDaemon(true);
    }

    /** In place of a socket with the certificate that is in GreenMail's jar, and its key with it. */
    @Override
    protected ServerSocket openServerSocket() throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, BACKLOG, bindTo);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        connections.incrementAndGet();
        return dialog.apply(client);
    }

    int connections() {
        return connections.get();
    }
}
