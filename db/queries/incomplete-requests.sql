-- title: Requests that are not whole
-- group: capture
-- about: Requests by what is missing of them: no receive (the beginning), no response, lost events, before capture.
--   Leave them out of figures where whole requests matter.
SELECT session, gaps, protocol, COUNT(*) AS requests, MIN(at) AS first_at, MAX(at) AS last_at
FROM request
WHERE gaps IS NOT NULL
GROUP BY session, gaps, protocol
ORDER BY session, requests DESC, gaps, protocol
