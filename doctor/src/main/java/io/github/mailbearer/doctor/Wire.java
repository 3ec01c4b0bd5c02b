package io.github.mailbearer.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailbearer.doctor.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection to a mail server over which lines are said, and no secret ever. Not safe for use by several threads. */
final class Wire implements AutoCloseable {

    private static final int LONGEST_LINE = 16_384;

    private final String host;
    private final String address;
    private final Duration patience;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Wire(String host, String address, Duration patience, Socket socket) throws IOException {
        this.host = host;
        this.address = address;
        this.patience = patience;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Opens a connection to the server of a set-up. */
    static Wire open(SetUp setUp) throws IOException {
        int millis = (int) Math.max(1, setUp.patience().toMillis());
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(setUp.server().host(), setUp.server().port()), millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            return new Wire(setUp.server().host(), setUp.address(), setUp.patience(), socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Changes to TLS as a client does that minds the certificate's name. */
    SSLSession startTls(SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        socket = tls;
        try {
            tls.startHandshake();
        } catch (SocketTimeoutException e) {
            throw silent("TLS", e);
        }
        in = tls.getInputStream();
        out = tls.getOutputStream();
        return tls.getSession();
    }

    void send(String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
    }

    /**
     * Reads a line.
     *
     * @param what is expected, for the message if it does not come
     */
    String line(String what) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException(address + " closed the connection instead of " + what
                            + (line.size() == 0 ? "" : ", after: " + Printable.line(line.toString(UTF_8))));
                }
                line.write(octet);
                if (line.size() > LONGEST_LINE) {
                    throw new IOException(
                            address + " speaks another protocol: it sent a line without an end instead of " + what);
                }
            }
        } catch (SocketTimeoutException e) {
            throw silent(what, e);
        }
        return Printable.line(line.toString(UTF_8)).strip();
    }

    private SocketTimeoutException silent(String what, SocketTimeoutException cause) {
        SocketTimeoutException silent =
                new SocketTimeoutException(address + " did not send " + what + " within " + Words.of(patience));
        silent.initCause(cause);
        return silent;
    }

    /** This machine as SMTP names one that has no name (RFC 5321 section 4.1.3). */
    String ownAddress() {
        InetAddress own = socket.getLocalAddress();
        String literal = own.getHostAddress().replaceFirst("%.*$", "");
        return own instanceof Inet6Address ? "[IPv6:" + literal + "]" : "[" + literal + "]";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
