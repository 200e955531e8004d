-- title: Connections that lose most
-- group: quic
-- about: QUIC connections by their loss. A loss beyond 5 % on many packets is a bad path or a policer; on few packets
--   it is chance. Where nearly all is spurious, packets came late and were sent twice for nothing.
-- parameter least = 10: connections that sent fewer packets are left out
-- parameter limit = 100: how many connections
SELECT session, conn, at, peer, packets_sent, packets_lost, ROUND(100 * loss, 2) AS loss_percent,
       ROUND(100 * spurious, 1) AS spurious_percent, ptos, ROUND(rtt_nanos / 1000000.0, 2) AS rtt_ms, bytes_sent, close
FROM connection
WHERE packets_sent >= :least AND packets_lost > 0
ORDER BY loss DESC, packets_lost DESC, session, conn
LIMIT :limit
