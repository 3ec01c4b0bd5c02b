/**
 * Finds out why a mailbox cannot be signed in to with OAuth 2.0, and says what to do.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer.doctor {
    requires transitive io.github.mailbearer;
    requires transitive io.github.mailbearer.msal;
    requires com.azure.json;
    requires java.logging;
    requires org.eclipse.angus.mail;
    // The program's, which comes with all it needs; the library does without.
    requires static info.picocli;
    requires static org.jspecify;

    exports io.github.mailbearer.doctor;
}
