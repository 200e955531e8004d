-- TCP connections, as the kernel told of them: a row for each connection of the session that is on one. -1: not told.
CREATE TABLE tcp (
    id BIGINT PRIMARY KEY,          -- of the connection
    number BIGINT NOT NULL,         -- of its capture
    conns VARCHAR NOT NULL,         -- all on it in their order, with spaces between
    local VARCHAR NOT NULL,
    peer VARCHAR NOT NULL,
    side TINYINT NOT NULL,          -- TcpEnd.Side
    began BIGINT NOT NULL,          -- 0: before the capture, or unseen
    closed BIGINT NOT NULL,         -- 0: no end was told
    as_of BIGINT NOT NULL,          -- of what moment the numbers are; 0: none were told
    bytes_received BIGINT NOT NULL,
    bytes_acked BIGINT NOT NULL,
    bytes_sent BIGINT NOT NULL,
    retransmits BIGINT NOT NULL,
    rtt BIGINT NOT NULL,            -- nanoseconds
    rtt_min BIGINT NOT NULL,
    cwnd BIGINT NOT NULL,           -- segments
    samples BIGINT NOT NULL,
    state INT NOT NULL,             -- the one before its end
    error INT NOT NULL,             -- errno
    joined TINYINT NOT NULL         -- Tcp.Joined
);
