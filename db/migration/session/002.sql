-- QUIC, derived from the events as they are written; packed columns are described at the class that writes them.

CREATE TABLE packet (
    id BIGINT PRIMARY KEY,          -- connection << 26 | direction << 25 | chunk; 0: sent, 1: received
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    least_number BIGINT NOT NULL,
    most_number BIGINT NOT NULL,
    packets INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- PacketPacker
);
