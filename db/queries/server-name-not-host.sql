-- title: Hosts that are not the server name
-- group: security
-- about: Requests for another host than the name their TLS handshake asked for. Browsers do it where one certificate
--   covers both; else it is domain fronting, or a client that found a way around a rule on the SNI.
-- parameter limit = 100: how many pairs
SELECT r.session, c.sni, REGEXP_REPLACE(r.authority, ':[0-9]+$', '') AS host, COUNT(*) AS requests,
       COUNT(DISTINCT r.conn) AS connections, MIN(r.conn) AS a_conn
FROM request r
JOIN connection c ON c.session = r.session AND c.conn = r.conn
WHERE c.sni IS NOT NULL AND r.authority IS NOT NULL
  AND LOWER(REGEXP_REPLACE(r.authority, ':[0-9]+$', '')) <> LOWER(c.sni)
GROUP BY r.session, c.sni, REGEXP_REPLACE(r.authority, ':[0-9]+$', '')
ORDER BY requests DESC, c.sni, host
LIMIT :limit
