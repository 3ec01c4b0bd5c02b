/**
 * Tokens from Microsoft Entra through MSAL4J.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer.msal {
    requires transitive io.github.mailbearer;
    requires com.microsoft.aad.msal4j;
    requires java.net.http;
    requires static org.jspecify;

    exports io.github.mailbearer.msal;
}
