-- title: Connections older than the capture
-- group: capture
-- about: Connections that began before the capture did, or whose number is ours, as H2O told none. Of the
--   former, first requests and handshake are not known, and counts are too small; of the latter, a TLS handshake may
--   belong to an HTTP/2 connection that stands by itself.
-- parameter limit = 200: how many connections
SELECT session, conn, at, ended_at, protocol, identity, before_capture, requests, events, generation
FROM connection
WHERE before_capture OR identity = 'unnamed' AND tcp IS NULL
ORDER BY at, session, conn
LIMIT :limit
