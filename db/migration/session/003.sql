-- What is drawn over time and asked of many requests at once; packed columns are described at the class that writes them.

-- Stored events, those of headers too, by time and by what their connection was known to speak when they were written.
CREATE TABLE event_count (
    id BIGINT PRIMARY KEY,          -- a stretch of 2^31 ns (2 s) * 2, or of 2^39 ns (9 min) * 2 + 1, counted since 1970
    data VARBINARY(1048576) NOT NULL -- EventTally
);

-- Until when the requests of a block last, as far as it is known: so that those that began before a window are found in it.
CREATE TABLE reach (
    block BIGINT PRIMARY KEY,       -- requests block * 2000 and on
    last_end BIGINT NOT NULL
);
