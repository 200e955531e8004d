-- QUIC, derived from the events as they are written; packed columns are described at the class that writes them.

-- Packets in the order they were sent and received in, up to 256 a row.
CREATE TABLE packet (
    id BIGINT PRIMARY KEY,          -- connection << 26 | chunk
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    most_sent BIGINT NOT NULL,      -- the largest number of this chunk and all before it; -1: none yet
    most_received BIGINT NOT NULL,
    packets INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- PacketChunk
);

-- Where the time of an HTTP/3 request went; null where nothing told of its connection's streams.
ALTER TABLE request ADD COLUMN verdict VARBINARY(1048576); -- VerdictPacker

CREATE TABLE stream (
    id BIGINT PRIMARY KEY,          -- connection << 26 | chunk
    least_stream BIGINT NOT NULL,
    most_stream BIGINT NOT NULL,
    streams INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- StreamPacker
);

-- What happened to the bytes of streams, of connections with more of it than is read from their events at once.
CREATE TABLE stream_bytes (
    id BIGINT PRIMARY KEY,          -- connection << 26 | chunk
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    least_stream BIGINT NOT NULL,
    most_stream BIGINT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- BytesPacker
);
