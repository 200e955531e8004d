-- title: Requests with the largest headers
-- group: headers
-- about: Requests by the bytes of their headers, names and values, before compression. Beyond 16 KiB clients come
--   near to H2O's limits; what makes them large is mostly a cookie or a referer.
-- parameter limit = 100: how many requests
SELECT session, conn, req, at, authority, path, headers, request_header_bytes AS request_bytes,
       response_header_bytes AS response_bytes
FROM request
ORDER BY request_header_bytes DESC, at
LIMIT :limit
