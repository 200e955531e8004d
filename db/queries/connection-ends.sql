-- title: How QUIC connections ended
-- group: quic
-- about: Connections by how they were closed: by whom, with which code and reason. `H3_NO_ERROR` and idle timeouts
--   are a normal end; everything else has a reason that is worth knowing. A row without close is still open, or its
--   end was not seen.
SELECT session, close, COUNT(*) AS connections, SUM(requests) AS requests, MIN(at) AS first_at, MAX(at) AS last_at
FROM connection
WHERE protocol = 'HTTP/3' OR packets_sent IS NOT NULL
GROUP BY session, close
ORDER BY session, connections DESC, close
