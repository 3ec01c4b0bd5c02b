package io.github.mailbearer.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that lives as long as a test, with a server certificate from it.
 *
 * <p>Both are made in memory by {@link #create}; nothing is written to disk, and no key is in this library.
 */
public final class TestCertificates {

    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "::1");
    private static final char[] PASSWORD = "in memory only".toCharArray();

    private final X509Certificate authority;
    private final KeyStore.PrivateKeyEntry server;
    private final SSLContext serverContext;
    private final SSLContext clientContext;

    private TestCertificates(
            X509Certificate authority,
            KeyStore.PrivateKeyEntry server,
            SSLContext serverContext,
            SSLContext clientContext) {
        this.authority = authority;
        this.server = server;
        this.serverContext = serverContext;
        this.clientContext = clientContext;
    }

    /**
     * Makes an authority and a certificate for {@code localhost}, {@code 127.0.0.1} and {@code ::1}.
     *
     * @param extraHosts more host names and addresses that the certificate is for
     * @return new ones at each call
     */
    public static TestCertificates create(String... extraHosts) {
        List<String> hosts = new ArrayList<>(HOSTS);
        hosts.addAll(List.of(extraHosts));
        try {
            CertificateMaker authority = CertificateMaker.authority();
            KeyStore.PrivateKeyEntry server = authority.issue(hosts);
            return new TestCertificates(
                    authority.certificate(), server, serverContext(server), clientContext(authority.certificate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make certificates for " + hosts, e);
        }
    }

    private static SSLContext serverContext(KeyStore.PrivateKeyEntry server)
            throws GeneralSecurityException, IOException {
        KeyStore keys = emptyStore();
        keys.setKeyEntry("server", server.getPrivateKey(), PASSWORD, server.getCertificateChain());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** {@return a context for servers, which presents the certificate} */
    public SSLContext serverContext() {
        return serverContext;
    }

    /** {@return a context for clients, which trusts the authority and nobody else} */
    public SSLContext clientContext() {
        return clientContext;
    }

    /** {@return the authority's self-signed certificate, for trust stores of other kinds} */
    public X509Certificate authority() {
        return authority;
    }

    /** {@return the server's certificate and the authority's as PEM, for servers that are no Java programs} */
    public String serverChainPem() {
        StringBuilder chain = new StringBuilder();
        try {
            for (Certificate certificate : server.getCertificateChain()) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK does not encode certificates", e);
        }
        return chain.toString();
    }

    /** {@return the server's private key as PEM (PKCS #8, not encrypted): good for nothing after the test} */
    public String serverKeyPem() {
        return pem("PRIVATE KEY", server.getPrivateKey().getEncoded());
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
