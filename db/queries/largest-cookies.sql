-- title: Largest cookies
-- group: headers
-- about: The longest cookies that clients sent, with their request. Where cookies are masked or withheld their bytes
--   are not here; a value that was cut is at least this long.
-- parameter limit = 50: how many requests
SELECT h.session, h.conn, h.req, h.value_bytes AS bytes, h.truncated, LEFT(h.value, 80) AS beginning
FROM header h
WHERE h.direction = 'request' AND h.name = 'cookie'
ORDER BY bytes DESC, h.session, h.conn, h.req
LIMIT :limit
