-- title: Connections held by flow control
-- group: quic
-- about: How long the client's limits held a connection or one of its streams. A client that takes data slowly does
--   this; so does a limit that is smaller than what the path could carry in a round trip.
-- parameter limit = 100: how many connections
SELECT session, conn, peer, ROUND(lasted_nanos / 1000000.0, 1) AS lasted_ms, ROUND(blocked_nanos / 1000000.0, 1) AS blocked_ms,
       ROUND(100.0 * blocked_nanos / lasted_nanos, 1) AS blocked_percent, ROUND(rtt_nanos / 1000000.0, 2) AS rtt_ms, bytes_sent
FROM connection
WHERE blocked_nanos > 0 AND lasted_nanos > 0
ORDER BY blocked_ms DESC, session, conn
LIMIT :limit
