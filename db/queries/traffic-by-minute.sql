-- title: Traffic by minute
-- group: protocols
-- about: Requests, their headers and the stored bytes of their values (without names, and what was cut) in each minute,
--   with the class of their status, from the sums that are kept as requests come. Good as a chart: a gap in it is a
--   pause of the traffic or of the capture.
SELECT session, DATE_TRUNC(MINUTE, at) AS at, SUM(requests) AS requests,
       COALESCE(SUM(requests) FILTER (WHERE status BETWEEN 200 AND 299), 0) AS status_2xx,
       COALESCE(SUM(requests) FILTER (WHERE status BETWEEN 300 AND 399), 0) AS status_3xx,
       COALESCE(SUM(requests) FILTER (WHERE status BETWEEN 400 AND 499), 0) AS status_4xx,
       COALESCE(SUM(requests) FILTER (WHERE status BETWEEN 500 AND 599), 0) AS status_5xx,
       COALESCE(SUM(requests) FILTER (WHERE status IS NULL), 0) AS unanswered,
       SUM(headers) AS headers, SUM(header_bytes) AS header_bytes
FROM traffic
GROUP BY session, DATE_TRUNC(MINUTE, at)
HAVING SUM(requests) > 0
ORDER BY session, at
