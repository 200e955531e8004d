-- title: Busiest connections
-- group: connections
-- about: Connections by the number of their requests. One client far ahead of all others is a proxy, a crawler or an
--   attack.
-- parameter limit = 100: how many connections
SELECT session, conn, at, ended_at, protocol, peer, sni, requests, events, bytes_sent
FROM connection
ORDER BY requests DESC, events DESC, session, conn
LIMIT :limit
