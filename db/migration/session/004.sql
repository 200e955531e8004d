-- Columns of the requests of a segment, for counting: what they hold stands in request, too.
-- Segments of older files have none where they could not be upgraded.
CREATE TABLE request_column (
    id BIGINT PRIMARY KEY,          -- segment << 10 | column (ColumnTable)
    data VARBINARY(1048576) NOT NULL
);
