-- What is kept, as the page set it; null: no limit. One row at most.
CREATE TABLE keeping (
    only_row INT PRIMARY KEY CHECK (only_row = 1),
    age_days INT,
    bytes BIGINT,
    reserve_bytes BIGINT NOT NULL
);
-- Since when a session lies here, whatever the times in it say.
ALTER TABLE session ADD COLUMN stored_nanos BIGINT;
-- Sessions whose deletion has begun; what a crash left of it is done at the next start.
CREATE TABLE erasing (
    session VARCHAR(16) PRIMARY KEY
);
-- What was deleted to keep to the limits: no name, nothing of what it held.
CREATE TABLE deletion (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session VARCHAR(16) NOT NULL,
    reason VARCHAR(10) NOT NULL,
    at_nanos BIGINT NOT NULL,
    bytes BIGINT NOT NULL
);
