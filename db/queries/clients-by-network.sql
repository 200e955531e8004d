-- title: Client networks
-- group: connections
-- about: Connections and requests by the network of their client (/24 or /48). Of a session that did not
--   follow TCP connections, clients of HTTP/1 and HTTP/2 are in one row without network.
-- parameter limit = 100: how many networks
SELECT session, network, COUNT(*) AS connections, SUM(requests) AS requests, COUNT(DISTINCT peer) AS peers,
       MIN(at) AS first_at, MAX(at) AS last_at
FROM connection
GROUP BY session, network
ORDER BY connections DESC, network
LIMIT :limit
