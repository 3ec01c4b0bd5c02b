package io.github.mailbearer.mail.real;

import io.github.mailbearer.testkit.TestCertificates;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Dovecot and Postfix as they come from Debian, configured to trust one issuer of tokens and running for one test class.
 *
 * <p>A test that fails tells what the servers logged.
 */
final class RealServers implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {

    private static final class ServerLogs extends Exception {
        private static final long serialVersionUID = 1L;

        ServerLogs(String logs) {
            super(logs, null, false, false);
        }
    }

    private final TokenAuthority authority;
    private final TestCertificates certificates = TestCertificates.create();
    private DovecotServer dovecot;
    private PostfixServer postfix;

    private RealServers(TokenAuthority authority) {
        this.authority = authority;
    }

    static RealServers trusting(TokenAuthority authority) {
        return new RealServers(authority);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ServerPackage.requireAll();
        Root root = Root.require();
        int relay = FreePorts.named("relay").get("relay");
        dovecot = DovecotServer.start(authority, certificates, relay);
        postfix = PostfixServer.start(root, dovecot, certificates, relay);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            if (postfix != null) {
                postfix.stop();
            }
        } finally {
            if (dovecot != null) {
                dovecot.stop();
            }
            authority.close();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(
                new ServerLogs(dovecot.process().log() + postfix.process().log()));
        throw failure;
    }

    DovecotServer dovecot() {
        return dovecot;
    }

    PostfixServer postfix() {
        return postfix;
    }

    TestCertificates certificates() {
        return certificates;
    }
}
