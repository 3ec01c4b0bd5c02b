/**
 * Tokens from Microsoft Entra through MSAL4J.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer.msal {
    requires transitive io.github.mailbearer;
    requires transitive java.net.http;
    requires com.azure.json;
    requires com.microsoft.aad.msal4j;
    // MSAL4J is an automatic module and cannot say that it needs a logger.
    requires org.slf4j;
    requires static org.jspecify;
    requires static transitive java.sql;

    exports io.github.mailbearer.msal;
    exports io.github.mailbearer.msal.store;

    provides io.github.mailbearer.TokenProviderFactory with
            io.github.mailbearer.msal.properties.EntraTokenProviderFactory;
}
