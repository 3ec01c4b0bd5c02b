package io.github.mailbearer.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that lives as long as a test, with a server certificate from it.
 *
 * <p>Both are made in memory; nothing is written to disk, and no key is in this library.
 *
 * <pre>{@code
 * TestCertificates.create();                                               // for localhost
 * TestCertificates.builder().validUntil(Instant.now().minusSeconds(1)).create(); // expired
 * }</pre>
 */
public final class TestCertificates {

    private static final String AUTHORITY = "Mailbearer testkit authority - do not trust";
    private static final Duration VALIDITY = Duration.ofDays(2);
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
        return builder().hosts(hosts.toArray(String[]::new)).create();
    }

    /** {@return a builder, for certificates with something wrong} */
    public static Builder builder() {
        return new Builder();
    }

    private static TestCertificates create(Builder builder) {
        try {
            CertificateMaker authority = CertificateMaker.authority(builder.authority);
            KeyStore.PrivateKeyEntry server = authority.issue(builder.hosts, builder.from, builder.until);
            return new TestCertificates(
                    authority.certificate(), server, serverContext(server), clientContext(authority.certificate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make certificates for " + builder.hosts, e);
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

    /** What may be otherwise than {@link TestCertificates#create} has it. */
    public static final class Builder {

        private String authority = AUTHORITY;
        private List<String> hosts = HOSTS;
        private Instant from = Instant.now().minus(VALIDITY);
        private Instant until = Instant.now().plus(VALIDITY);

        private Builder() {}

        /**
         * Names the authority, as an inspecting proxy of a company names its own.
         *
         * @param commonName such as {@code Contoso TLS Inspection}
         * @return this builder
         * @throws IllegalArgumentException for a blank name
         */
        public Builder authority(String commonName) {
            if (commonName.isBlank()) {
                throw new IllegalArgumentException("commonName is blank: give one such as Contoso TLS Inspection");
            }
            authority = commonName;
            return this;
        }

        /**
         * Sets what the server's certificate is for, {@code localhost}, {@code 127.0.0.1} and {@code ::1} unless set.
         *
         * @param names the only host names and addresses
         * @return this builder
         * @throws IllegalArgumentException if there are none
         */
        public Builder hosts(String... names) {
            if (names.length == 0) {
                throw new IllegalArgumentException("names is empty: give at least one host name");
            }
            hosts = List.of(names);
            return this;
        }

        /**
         * Sets when the server's certificate begins to be valid, two days ago unless set.
         *
         * @param time the first moment
         * @return this builder
         */
        public Builder validFrom(Instant time) {
            from = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets when the server's certificate ends to be valid, in two days unless set.
         *
         * @param time the last moment
         * @return this builder
         */
        public Builder validUntil(Instant time) {
            until = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Makes the authority and the certificate.
         *
         * @return new ones at each call
         * @throws IllegalArgumentException if the certificate would end before it begins
         */
        public TestCertificates create() {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(
                        "validUntil is " + until + ": give a time after validFrom, which is " + from);
            }
            return TestCertificates.create(this);
        }
    }
}
