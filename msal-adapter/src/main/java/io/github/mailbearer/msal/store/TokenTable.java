package io.github.mailbearer.msal.store;

/**
 * What is said to the database about the table of a {@link JdbcTokenCacheStore}, in SQL that every database understands.
 *
 * <p>Parameters are in the order in which they are named here. A key is three: tenant, application and mailbox.
 *
 * @param name the table's name, with that of its schema if it has one
 */
record TokenTable(String name) {

    static final String DEFAULT_NAME = "mailbearer_token_cache";

    private static final String KEY = "tenant_id = ? AND client_id = ? AND mailbox = ?";

    /** Key. */
    String load() {
        return "SELECT version, content FROM " + name + " WHERE " + KEY;
    }

    /** Key. */
    String exists() {
        return "SELECT version FROM " + name + " WHERE " + KEY;
    }

    /** Content, key, expected version. */
    String replace() {
        return "UPDATE " + name + " SET content = ?, version = version + 1, updated_at = CURRENT_TIMESTAMP WHERE " + KEY
                + " AND version = ?";
    }

    /** Key, content. */
    String insert() {
        return "INSERT INTO " + name + " (tenant_id, client_id, mailbox, version, content, updated_at)"
                + " VALUES (?, ?, ?, 1, ?, CURRENT_TIMESTAMP)";
    }

    /** Key. */
    String delete() {
        return "UPDATE " + name + " SET content = NULL, version = version + 1, updated_at = CURRENT_TIMESTAMP WHERE "
                + KEY + " AND content IS NOT NULL";
    }

    /** Key, expected version. */
    String purge() {
        return "DELETE FROM " + name + " WHERE " + KEY + " AND version = ?";
    }

    /** Tenant, application. */
    String list() {
        return "SELECT mailbox FROM " + name + " WHERE tenant_id = ? AND client_id = ? AND content IS NOT NULL";
    }

    /** Owner, milliseconds, key. */
    String takeLease(DatabaseKind kind) {
        return "UPDATE " + name + " SET lease_owner = ?, lease_until = " + kind.now() + " + ? WHERE " + KEY
                + " AND lease_until <= " + kind.now();
    }

    /** Key, owner, milliseconds; the row has version 0, as if there were none. */
    String insertLease(DatabaseKind kind) {
        return "INSERT INTO " + name
                + " (tenant_id, client_id, mailbox, version, updated_at, lease_owner, lease_until)"
                + " VALUES (?, ?, ?, 0, CURRENT_TIMESTAMP, ?, " + kind.now() + " + ?)";
    }

    /** Key, owner. */
    String endLease() {
        return "UPDATE " + name + " SET lease_owner = NULL, lease_until = 0 WHERE " + KEY + " AND lease_owner = ?";
    }

    /** Key, owner. */
    String endLeaseOfNoRow() {
        return "DELETE FROM " + name + " WHERE " + KEY + " AND lease_owner = ? AND version = 0";
    }

    @Override
    public String toString() {
        return "the table " + name;
    }
}
