-- title: Connections older than the capture
-- group: capture
-- about: Connections that began before the capture did, or whose number is not H2O's own. Their first requests,
--   handshake and peer are not known; counts of theirs are too small.
-- parameter limit = 200: how many connections
SELECT session, conn, at, ended_at, protocol, identity, before_capture, requests, events, generation
FROM connection
WHERE before_capture OR identity <> 'exact'
ORDER BY at, session, conn
LIMIT :limit
