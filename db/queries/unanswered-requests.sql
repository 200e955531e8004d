-- title: Requests without a response
-- group: errors
-- about: Requests for which no response was seen. Where gaps tell of lost events it is the capture that missed it;
--   else the client went away, the connection broke, or the server still works on it (finished is false).
-- parameter limit = 200: how many requests
SELECT session, conn, req, at, protocol, method, authority, path, finished, gaps
FROM request
WHERE status IS NULL
ORDER BY at DESC, conn, req
LIMIT :limit
