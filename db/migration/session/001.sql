-- A session's file. Times are nanoseconds since 1970; packed columns are described at the class that writes them.

CREATE TABLE info (name VARCHAR PRIMARY KEY, content VARCHAR NOT NULL);

-- What the file holds; one row, written with every batch, so that the account is as durable as the events it counts.
CREATE TABLE account (
    id INT PRIMARY KEY,
    events BIGINT NOT NULL,
    connections BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    headers BIGINT NOT NULL,
    packets BIGINT NOT NULL,
    truncated BIGINT NOT NULL,
    lost BIGINT NOT NULL,
    latest_at BIGINT NOT NULL
);
INSERT INTO account VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0);

CREATE TABLE header_name (
    code INT PRIMARY KEY,
    name VARBINARY(256) NOT NULL,
    requests BIGINT NOT NULL,
    responses BIGINT NOT NULL,
    top VARBINARY NOT NULL          -- TopValues
);

CREATE TABLE probe (
    code INT PRIMARY KEY,
    provider VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    known BOOLEAN NOT NULL,
    arguments VARCHAR NOT NULL      -- NAME:KIND:LENGTH:SENSITIVITY, separated by spaces
);

CREATE TABLE connection (
    id BIGINT PRIMARY KEY,
    conn BIGINT NOT NULL,
    pid INT NOT NULL,
    generation INT NOT NULL,
    at BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    events BIGINT NOT NULL,
    version INT NOT NULL,
    before_capture BOOLEAN NOT NULL,
    identity TINYINT NOT NULL,
    peer VARCHAR NOT NULL,
    sni VARCHAR NOT NULL,
    alpn VARCHAR NOT NULL,
    uuid VARCHAR NOT NULL
);
CREATE INDEX connection_conn ON connection (conn);

CREATE TABLE request (
    id BIGINT PRIMARY KEY,          -- in the order they began
    conn BIGINT NOT NULL,
    req BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    at BIGINT NOT NULL,
    responded BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    version INT NOT NULL,
    status INT NOT NULL,
    gaps INT NOT NULL,
    finished BOOLEAN NOT NULL,
    body VARBINARY(1048576) NOT NULL -- HeaderPacker
);
CREATE INDEX request_conn ON request (conn, req);

CREATE TABLE event (
    id BIGINT PRIMARY KEY,          -- connection << 26 | chunk
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    least_req BIGINT NOT NULL,      -- of the requests that its events name: least > most where they name none
    most_req BIGINT NOT NULL,
    events INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- ChunkPacker
);

-- Postings of 2,000 requests each (SegmentPacker); a segment's row comes last and makes them valid.
CREATE TABLE posting (id BIGINT PRIMARY KEY, data VARBINARY(1048576) NOT NULL);
CREATE TABLE segment (
    id BIGINT PRIMARY KEY,          -- in the order of publication
    block BIGINT NOT NULL,          -- requests block * 2000 and on; -1: those in ordinals
    ordinals VARBINARY(1048576) NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    classes INT NOT NULL            -- bit n: a status of n * 100 to n * 100 + 99
);
-- Requests that were written again after their segment was published: searched by looking at them.
CREATE TABLE late (id BIGINT PRIMARY KEY);

CREATE TABLE loss (
    id BIGINT PRIMARY KEY,
    hop VARCHAR NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    events BIGINT NOT NULL
);

CREATE TABLE roll_up (
    id BIGINT PRIMARY KEY,          -- epoch_second << 13 | version's place << 10 | status
    epoch_second BIGINT NOT NULL,
    version INT NOT NULL,
    status INT NOT NULL,
    requests BIGINT NOT NULL,
    headers BIGINT NOT NULL,
    header_bytes BIGINT NOT NULL,
    latency VARBINARY NOT NULL      -- counts by the power of two of the nanoseconds; place 0: unknown
);
