-- title: 0-RTT
-- group: quic
-- about: Packets of 0-RTT that clients sent before the handshake was over, by connection, with their requests.
--   Requests in them can be replayed by somebody else: methods other than GET there are worth a look.
-- parameter limit = 100: how many connections
SELECT p.session, p.conn, c.peer, c.sni, p.packets, p.bytes, c.requests, ROUND(c.handshake_nanos / 1000000.0, 3) AS handshake_ms
FROM (SELECT session, conn, COUNT(*) AS packets, SUM(size) AS bytes
      FROM packet
      WHERE space = '0rtt' AND direction = 'received'
      GROUP BY session, conn) p
JOIN connection c ON c.session = p.session AND c.conn = p.conn
ORDER BY p.packets DESC, p.session, p.conn
LIMIT :limit
