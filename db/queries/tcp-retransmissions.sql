-- title: TCP connections that send most again
-- group: connections
-- about: TCP connections by the segments they sent again. Many of one network are a bad path or a policer; many over all
--   networks are the server's own link. A segment carries about 1,400 bytes, so that `percent` tells about how much of what
--   was sent was sent for nothing.
-- parameter least = 1: connections with fewer are left out
-- parameter limit = 100: how many connections
SELECT session, conn, accepted_at, peer, retransmits, bytes_sent,
       ROUND(100.0 * retransmits * 1400 / NULLIF(bytes_sent, 0), 1) AS percent,
       ROUND(rtt_nanos / 1000000.0, 2) AS rtt_ms, ended, ended_by
FROM tcp
WHERE retransmits >= CAST(:least AS BIGINT)
ORDER BY retransmits DESC, session, conn
LIMIT :limit
