-- title: Server names and ALPN
-- group: connections
-- about: Connections by the name asked for in the TLS handshake (SNI) and the protocols offered. Handshakes without a
--   name are scanners, old clients, or connections in clear; h3 missing beside a name shows who cannot use it.
-- parameter limit = 100: how many rows
SELECT session, sni, alpn, protocol, COUNT(*) AS connections, SUM(requests) AS requests
FROM connection
GROUP BY session, sni, alpn, protocol
ORDER BY connections DESC, sni, alpn, protocol
LIMIT :limit
