-- title: Slow requests and where their time went
-- group: latency
-- about: The longest requests with the shares of their time: in the server, waiting for its turn, held by congestion
--   or flow control, being sent again, waiting for the last ACK. A high server share is the handler; a high cwnd or
--   again share the network.
-- parameter least_ms = 0: shorter ones are left out
-- parameter limit = 100: how many requests
SELECT r.session, r.conn, r.req, r.at, r.method, r.authority, r.path, r.status, r.protocol,
       ROUND(r.duration_nanos / 1000000.0, 3) AS duration_ms,
       ROUND(100 * r.verdict_server, 1) AS server_percent, ROUND(100 * r.verdict_receiving, 1) AS receiving_percent,
       ROUND(100 * r.verdict_waiting, 1) AS waiting_percent, ROUND(100 * r.verdict_cwnd, 1) AS cwnd_percent,
       ROUND(100 * r.verdict_blocked, 1) AS blocked_percent, ROUND(100 * r.verdict_retransmitting, 1) AS again_percent,
       ROUND(100 * r.verdict_ack, 1) AS ack_percent, ROUND(100 * r.verdict_unknown, 1) AS unknown_percent
FROM (SELECT session, conn, req, at, duration_nanos
      FROM request
      WHERE duration_nanos >= CAST(:least_ms AS NUMERIC(20, 6)) * 1000000
      ORDER BY duration_nanos DESC
      LIMIT :limit) s
LEFT JOIN request r ON r.session = s.session AND r.conn = s.conn AND r.req = s.req
ORDER BY r.duration_nanos DESC, r.at
LIMIT :limit
