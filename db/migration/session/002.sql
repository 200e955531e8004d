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

-- A QUIC connection's summary (quic/Measure, quic/Word); NULL and '': the source does not tell.
CREATE TABLE quic (
    id BIGINT PRIMARY KEY,          -- of the connection
    first_at BIGINT,
    last_at BIGINT,
    packets_sent BIGINT,
    packets_received BIGINT,
    packets_acked BIGINT,
    packets_lost BIGINT,
    late_acked BIGINT,
    ack_only BIGINT,
    decryption_failed BIGINT,
    ptos BIGINT,
    congestions BIGINT,
    bytes_sent BIGINT,
    bytes_received BIGINT,
    bytes_lost BIGINT,
    lost_unsized BIGINT,
    stream_sent BIGINT,
    retransmitted BIGINT,
    stream_acked BIGINT,
    stream_shifted BIGINT,
    stream_received BIGINT,
    rtt_min BIGINT,
    rtt_smoothed BIGINT,
    rtt_latest BIGINT,
    rtt_max BIGINT,
    rtt_samples BIGINT,
    own_rtt_min BIGINT,
    own_rtt_smoothed BIGINT,
    own_rtt_latest BIGINT,
    own_rtt_max BIGINT,
    own_rtt_samples BIGINT,
    cwnd_last BIGINT,
    cwnd_min BIGINT,
    cwnd_max BIGINT,
    handshake BIGINT,
    cc_limited BIGINT,
    blocked BIGINT,
    close_code BIGINT,
    close_frame BIGINT,
    closed_at BIGINT,
    ecn_state BIGINT,
    ecn_ce BIGINT,
    jumpstart_rtt BIGINT,
    jumpstart_cwnd BIGINT,
    zero_rtt BIGINT,
    set_aside BIGINT,
    vantage VARCHAR NOT NULL,
    close_by VARCHAR NOT NULL,
    close_kind VARCHAR NOT NULL,
    close_reason VARCHAR NOT NULL,
    paths VARCHAR NOT NULL,
    versions VARCHAR NOT NULL,
    stats VARCHAR NOT NULL
);

-- Of a connection with thousands of events; of a shorter one the same is worked out from its events.
CREATE TABLE series (
    id BIGINT PRIMARY KEY,          -- connection << 26 | level << 22 | row; level 0: samples, from 1 on: buckets
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,        -- of buckets: the end of the last
    first_sample BIGINT NOT NULL,   -- counted over the connection
    samples BIGINT NOT NULL,
    steps INT NOT NULL,             -- how often its clock was set back before the row's end
    data VARBINARY(1048576) NOT NULL -- SamplePacker, BucketPacker
);
CREATE TABLE mark (
    id BIGINT PRIMARY KEY,          -- connection << 26 | row
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    marks INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- MarkPacker
);
