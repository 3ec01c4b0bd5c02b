/**
 * OAuth 2.0 for Jakarta Mail: tokens, a cache for them, and the bridge that hands them to mail servers.
 */
@org.jspecify.annotations.NullMarked
module io.github.mailbearer {
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports io.github.mailbearer;
}
