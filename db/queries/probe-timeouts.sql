-- title: Probe timeouts
-- group: quic
-- about: Connections by how often nothing was heard for so long that the sender had to probe. Each costs at least two
--   round trips of silence; several in a row are a path that broke, or a client that left without a word.
-- parameter limit = 100: how many connections
SELECT session, conn, at, ended_at, peer, ptos, packets_sent, packets_lost, ROUND(rtt_nanos / 1000000.0, 2) AS rtt_ms, close
FROM connection
WHERE ptos > 0
ORDER BY ptos DESC, session, conn
LIMIT :limit
