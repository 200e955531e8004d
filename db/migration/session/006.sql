-- Probes over a whole session, added up as their events are written: whatever is asked of a part is asked of its events.

-- Which rows of events were written to when, so that events are found by time and probe whatever their connection.
CREATE TABLE journal (
    id BIGINT PRIMARY KEY,          -- in the order of writing
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    probes BIGINT NOT NULL,         -- bit n: an event of a probe whose code is n, of 64
    events INT NOT NULL,
    data VARBINARY(1048576) NOT NULL -- Journal
);
CREATE TABLE probe_count (
    id BIGINT PRIMARY KEY,          -- a stretch of 2^34 ns (17 s) * 2, or of 2^40 ns (18 min) * 2 + 1, counted since 1970
    data VARBINARY(1048576) NOT NULL -- ProbeTally
);
CREATE TABLE probe_argument (
    id BIGINT PRIMARY KEY,          -- code of the probe << 8 | argument
    data VARBINARY(1048576) NOT NULL -- ArgumentSummary
);
