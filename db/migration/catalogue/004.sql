-- What was asked in SQL and who asked it: the audit, and the page's history. It holds what people wrote, nothing of an answer.
CREATE TABLE sql_run (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_nanos BIGINT NOT NULL,
    who VARCHAR(120) NOT NULL,
    statement VARCHAR(9000) NOT NULL,
    parameters VARCHAR(200000) NOT NULL,
    sessions VARCHAR(2000) NOT NULL,
    millis BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    error VARCHAR(1000) NOT NULL
);

-- Statements that people gave a name.
CREATE TABLE saved_query (
    id VARCHAR(16) PRIMARY KEY,
    title VARCHAR(200) NOT NULL,
    about VARCHAR(2000) NOT NULL,
    statement VARCHAR(65536) NOT NULL,
    parameters VARCHAR(1000000) NOT NULL,
    created_nanos BIGINT NOT NULL,
    changed_nanos BIGINT NOT NULL
);
