-- title: Requests with the largest headers
-- group: headers
-- about: Requests by the bytes of their headers, names and values, before compression. Beyond 16 KiB clients come
--   near to H2O's limits; what makes them large is mostly a cookie or a referer.
-- parameter limit = 100: how many requests
SELECT r.session, r.conn, r.req, r.at, r.authority, r.path, r.headers, r.request_header_bytes AS request_bytes,
       r.response_header_bytes AS response_bytes
FROM (SELECT session, conn, req, request_header_bytes
      FROM request
      ORDER BY request_header_bytes DESC
      LIMIT :limit) s
LEFT JOIN request r ON r.session = s.session AND r.conn = s.conn AND r.req = s.req
ORDER BY r.request_header_bytes DESC, r.at
LIMIT :limit
