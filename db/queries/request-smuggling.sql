-- title: What looks like request smuggling
-- group: security
-- about: Requests whose framing two servers could read differently: both content-length and transfer-encoding, either
--   of them or host more than once, a transfer-encoding that is not plainly `chunked`, a content-length that is no
--   number, a name with a space or a value with a line break. H2O refuses most of these; whoever sends them is
--   trying.
-- parameter limit = 200: how many requests
SELECT r.session, r.conn, r.req, r.at, r.protocol, r.method, r.path, r.status, s.reasons
FROM (SELECT session, conn, req, CONCAT_WS(', ',
             CASE WHEN lengths > 0 AND encodings > 0 THEN 'content-length beside transfer-encoding' END,
             CASE WHEN lengths > 1 THEN 'content-length repeated' END,
             CASE WHEN encodings > 1 THEN 'transfer-encoding repeated' END,
             CASE WHEN hosts > 1 THEN 'host repeated' END,
             CASE WHEN odd_encodings > 0 THEN 'transfer-encoding obscured' END,
             CASE WHEN odd_lengths > 0 THEN 'content-length is no number' END,
             CASE WHEN odd_names > 0 THEN 'space or colon in a name' END,
             CASE WHEN folds > 0 THEN 'line break in a value' END) AS reasons
      FROM (SELECT session, conn, req, COUNT(*) FILTER (WHERE name = 'content-length') AS lengths,
                   COUNT(*) FILTER (WHERE name = 'transfer-encoding') AS encodings,
                   COUNT(*) FILTER (WHERE name = 'host') AS hosts,
                   COUNT(*) FILTER (WHERE name = 'transfer-encoding' AND value <> 'chunked') AS odd_encodings,
                   COUNT(*) FILTER (WHERE name = 'content-length' AND NOT REGEXP_LIKE(value, '^[0-9]+$')) AS odd_lengths,
                   COUNT(*) FILTER (WHERE LOCATE(' ', name) > 0 OR LOCATE(CHAR(9), name) > 0 OR LOCATE(':', name, 2) > 0)
                       AS odd_names,
                   COUNT(*) FILTER (WHERE LOCATE(CHAR(10), value) > 0 OR LOCATE(CHAR(13), value) > 0) AS folds
            FROM header
            WHERE direction = 'request'
              AND (name IN ('content-length', 'transfer-encoding', 'host') OR LOCATE(' ', name) > 0
                   OR LOCATE(CHAR(9), name) > 0 OR LOCATE(':', name, 2) > 0
                   OR LOCATE(CHAR(10), value) > 0 OR LOCATE(CHAR(13), value) > 0)
            GROUP BY session, conn, req)) s
JOIN request r ON r.session = s.session AND r.conn = s.conn AND r.req = s.req
WHERE s.reasons <> ''
ORDER BY r.at DESC, r.conn, r.req
LIMIT :limit
