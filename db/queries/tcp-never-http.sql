-- title: TCP connections that never became HTTP
-- group: connections
-- about: TCP connections on which no request came, by the network of the client. Few are health checks and browsers that
--   connect in advance; many of one network are a scan of the port or handshakes that fail: `names` counts those with a
--   ClientHello that asked for a name.
-- parameter limit = 100: how many networks
SELECT t.session, t.network, COUNT(*) AS connections, COUNT(DISTINCT t.peer) AS peers, COUNT(c.sni) AS names,
       SUM(CASE WHEN t.bytes_received > 1 THEN 1 ELSE 0 END) AS sent_something,
       ROUND(AVG(t.lasted_nanos) / 1000000.0, 2) AS mean_lasted_ms, MAX(t.closed_at) AS last_at
FROM tcp t
JOIN connection c ON c.session = t.session AND c.conn = t.conn
WHERE c.requests = 0 AND (t.side = 'server') IS NOT FALSE
      AND NOT EXISTS (SELECT 1 FROM connection o WHERE o.session = t.session AND o.conn = t.conn + 1 AND o.tcp = t.tcp)
GROUP BY t.session, t.network
ORDER BY connections DESC, t.network
LIMIT :limit
