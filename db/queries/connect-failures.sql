-- title: CONNECT tunnels that failed
-- group: probes
-- about: Errors that H2O told of tunnels it opened for CONNECT, by type, details and response code of the DNS.
--   `dns_error` is a name that does not resolve; `connection_refused` and timeouts are the other end's.
-- parameter limit = 100: how many rows
SELECT session, ARG(arguments, 'error_type') AS error_type, ARG(arguments, 'details') AS details,
       ARG(arguments, 'rcode') AS rcode, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at
FROM event
WHERE probe = 'h2o:connect_error'
GROUP BY session, ARG(arguments, 'error_type'), ARG(arguments, 'details'), ARG(arguments, 'rcode')
ORDER BY times DESC, error_type, details
LIMIT :limit
