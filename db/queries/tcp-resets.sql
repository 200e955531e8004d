-- title: TCP connections that did not end in order
-- group: connections
-- about: TCP connections that were reset or timed out before either end had closed. By the client: it gave up, or a device
--   on the path cut it. By the server: it closed with bytes unread. A timeout is a client that vanished.
-- parameter limit = 200: how many connections
SELECT t.session, t.conn, t.closed_at, t.ended, t.ended_by, t.error, t.peer, ROUND(t.lasted_nanos / 1000000.0, 2) AS lasted_ms,
       c.requests, t.bytes_received, t.bytes_acked
FROM tcp t
JOIN connection c ON c.session = t.session AND c.conn = t.conn
WHERE t.ended IN ('reset', 'timeout')
ORDER BY t.closed_at DESC, t.session, t.conn
LIMIT :limit
