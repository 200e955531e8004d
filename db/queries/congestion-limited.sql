-- title: Connections held by their congestion window
-- group: quic
-- about: How much of its life a connection had more to send than its congestion window let through. Near 100 % on
--   large transfers is normal; on small ones it is a window that starts, or stays, too small. The last window and the
--   loss beside it tell which.
-- parameter limit = 100: how many connections
SELECT session, conn, peer, ROUND(lasted_nanos / 1000000.0, 1) AS lasted_ms, ROUND(cc_limited_nanos / 1000000.0, 1) AS limited_ms,
       ROUND(100.0 * cc_limited_nanos / lasted_nanos, 1) AS limited_percent, cwnd AS cwnd_bytes,
       ROUND(100 * loss, 3) AS loss_percent, ROUND(rtt_nanos / 1000000.0, 2) AS rtt_ms, bytes_sent
FROM connection
WHERE cc_limited_nanos > 0 AND lasted_nanos > 0
ORDER BY limited_ms DESC, session, conn
LIMIT :limit
