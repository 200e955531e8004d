-- Shared views. Whoever has the id of a link may see what it shows, so that only its SHA-256 is kept.
CREATE TABLE link (
    link_key VARCHAR(16) PRIMARY KEY,
    id_hash BINARY(32) NOT NULL UNIQUE,
    session VARCHAR(16) NOT NULL,
    page VARCHAR(4000) NOT NULL,
    note VARCHAR(1000) NOT NULL,
    redaction VARCHAR(10) NOT NULL,
    pseudonyms BINARY(32) NOT NULL,
    created_nanos BIGINT NOT NULL,
    expires_nanos BIGINT NOT NULL,
    revoked_nanos BIGINT,
    uses BIGINT NOT NULL,
    used_nanos BIGINT
);
CREATE INDEX link_session ON link (session);

-- Who came by a link: a row each time it is opened, with the requests of that address and browser since.
CREATE TABLE link_use (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    link_key VARCHAR(16) NOT NULL REFERENCES link ON DELETE CASCADE,
    at_nanos BIGINT NOT NULL,
    address VARCHAR(60) NOT NULL,
    agent VARCHAR(300) NOT NULL,
    opened BOOLEAN NOT NULL,
    requests BIGINT NOT NULL,
    last_nanos BIGINT NOT NULL
);

-- What people wrote beside a moment or a request of a session.
CREATE TABLE session_note (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session VARCHAR(16) NOT NULL,
    at_nanos BIGINT,
    conn BIGINT,
    req BIGINT,
    words VARCHAR(4000) NOT NULL,
    created_nanos BIGINT NOT NULL
);
CREATE INDEX session_note_session ON session_note (session);
