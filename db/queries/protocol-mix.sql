-- title: Protocols
-- group: protocols
-- about: Requests by the version of HTTP, and their share. Little HTTP/3 where it is offered is a missing Alt-Svc, a
--   firewall that drops UDP, or clients that cannot.
SELECT session, protocol, SUM(requests) AS requests,
       ROUND(100.0 * SUM(requests) / SUM(SUM(requests)) OVER (PARTITION BY session), 2) AS percent
FROM traffic
GROUP BY session, protocol
HAVING SUM(requests) > 0
ORDER BY session, requests DESC, protocol
