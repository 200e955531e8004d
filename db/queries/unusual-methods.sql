-- title: Requests with unusual methods
-- group: security
-- about: Requests with a method beside GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS. CONNECT and TRACE where you
--   offer neither, or a method in lower case, come from probing tools.
-- parameter limit = 200: how many requests
SELECT session, conn, req, at, method, authority, path, status, protocol
FROM request
WHERE method NOT IN ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
ORDER BY at DESC, conn, req
LIMIT :limit
