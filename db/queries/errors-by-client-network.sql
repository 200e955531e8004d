-- title: Errors by client network
-- group: errors
-- about: Requests that failed by the network of their client (/24 or /48). One network with nearly all the errors is
--   a client that misbehaves; errors that are spread as the requests are the server's. No probe tells the address of
--   a TCP client: those are together in a row without network.
-- parameter least = 500: from this status on it counts as an error
-- parameter limit = 100: how many networks
SELECT r.session, c.network, SUM(r.requests) AS requests, SUM(r.errors) AS errors,
       ROUND(100.0 * SUM(r.errors) / SUM(r.requests), 2) AS errors_percent, COUNT(DISTINCT c.conn) AS connections
FROM (SELECT session, conn, COUNT(*) AS requests, COUNT(*) FILTER (WHERE status >= :least) AS errors
      FROM request
      GROUP BY session, conn) r
JOIN connection c ON c.session = r.session AND c.conn = r.conn
GROUP BY r.session, c.network
ORDER BY errors DESC, requests DESC, c.network
LIMIT :limit
