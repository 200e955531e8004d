-- title: TCP connections that idled longest
-- group: connections
-- about: TCP connections by how long nothing was asked of them: from the last request's beginning, or from their own where
--   none came, to their end or to when they were last heard of. Each holds memory of the server; a shorter
--   `http1-idle-timeout` or `http2-idle-timeout` frees it.
-- parameter limit = 100: how many connections
SELECT t.session, t.conn, t.peer, c.protocol, c.requests, MAX(r.at) AS last_request_at, t.closed_at, t.ended_by,
       ROUND(EXTRACT(EPOCH FROM COALESCE(t.closed_at, t.as_of) - COALESCE(MAX(r.at), t.accepted_at)) * 1000, 1) AS idle_ms
FROM tcp t
JOIN connection c ON c.session = t.session AND c.conn = t.conn
LEFT JOIN request r ON r.session = t.session AND r.conn = t.conn
WHERE COALESCE(t.closed_at, t.as_of) IS NOT NULL
GROUP BY t.session, t.conn, t.peer, c.protocol, c.requests, t.closed_at, t.ended_by, t.as_of, t.accepted_at
ORDER BY idle_ms DESC NULLS LAST, t.session, t.conn
LIMIT :limit
