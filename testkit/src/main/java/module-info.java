/**
 * A fake Entra and scriptable mail servers, for tests of applications that mail with OAuth 2.0.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer.testkit {
    requires com.nimbusds.jose.jwt;
    requires java.logging;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires static org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.github.mailbearer.testkit;
}
