-- The table of a JdbcTokenCacheStore in MariaDB: one row for each mailbox.
CREATE TABLE IF NOT EXISTS mailbearer_token_cache (
    tenant_id   VARCHAR(320) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    client_id   VARCHAR(320) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mailbox     VARCHAR(320) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    version     BIGINT NOT NULL,                -- one more for each change
    content     LONGBLOB,                       -- none: disconnected
    updated_at  TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    lease_owner VARCHAR(36),                    -- who refreshes the mailbox at the moment
    lease_until BIGINT DEFAULT 0 NOT NULL,      -- milliseconds since 1970
    PRIMARY KEY (tenant_id, client_id, mailbox)
) ENGINE = InnoDB
