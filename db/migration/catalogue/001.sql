-- The list of sessions. Lists of older versions have the table already, without its last column.
CREATE TABLE IF NOT EXISTS session (
    id VARCHAR(16) PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    note VARCHAR NOT NULL,
    pinned BOOLEAN NOT NULL,
    state VARCHAR(10) NOT NULL,
    origin VARCHAR NOT NULL,
    started_nanos BIGINT NOT NULL,
    ended_nanos BIGINT,
    counts VARCHAR NOT NULL,
    bytes BIGINT NOT NULL
);
ALTER TABLE session ADD COLUMN IF NOT EXISTS caveats VARCHAR;
