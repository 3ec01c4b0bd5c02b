-- The table of a JdbcTokenCacheStore in PostgreSQL: one row for each mailbox.
CREATE TABLE IF NOT EXISTS mailbearer_token_cache (
    tenant_id   VARCHAR(320) NOT NULL,
    client_id   VARCHAR(320) NOT NULL,
    mailbox     VARCHAR(320) NOT NULL,
    version     BIGINT NOT NULL,                -- one more for each change
    content     BYTEA,                          -- none: disconnected
    updated_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_owner VARCHAR(36),                    -- who refreshes the mailbox at the moment
    lease_until BIGINT DEFAULT 0 NOT NULL,      -- milliseconds since 1970
    PRIMARY KEY (tenant_id, client_id, mailbox)
)
