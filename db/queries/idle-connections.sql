-- title: Connections without a request
-- group: connections
-- about: Connections that never asked for anything, with how they ended. A few are browsers that open one in advance;
--   many of one network are a scan, a health check of the port, or handshakes that fail. Where `identity` is unnamed, it
--   is a handshake over TCP of which nobody told whose it was: its requests may stand on a connection of their own.
-- parameter limit = 200: how many connections
SELECT session, conn, identity, at, ended_at, protocol, peer, sni, alpn, events, close
FROM connection
WHERE requests = 0
ORDER BY at DESC, conn
LIMIT :limit
