-- title: CONNECT tunnels that failed
-- group: probes
-- about: Errors that H2O told of tunnels it opened for CONNECT, by type, details and response code of the DNS.
--   `dns_error` is a name that does not resolve; `connection_refused` and timeouts are the other end's.
-- parameter limit = 100: how many rows
SELECT session, TRIM('"' FROM CAST((arguments).error_type AS VARCHAR)) AS error_type,
       TRIM('"' FROM CAST((arguments).details AS VARCHAR)) AS details,
       TRIM('"' FROM CAST((arguments).rcode AS VARCHAR)) AS rcode, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at
FROM event
WHERE probe = 'h2o:connect_error'
GROUP BY session, CAST((arguments).error_type AS VARCHAR), CAST((arguments).details AS VARCHAR),
         CAST((arguments).rcode AS VARCHAR)
ORDER BY times DESC, error_type, details
LIMIT :limit
