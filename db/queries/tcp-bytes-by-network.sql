-- title: Bytes by client network
-- group: connections
-- about: What came in and was acknowledged over TCP, by the network of the client (/24 or /48), with what had to be sent
--   again: bytes on the wire, TLS and headers of HTTP included. HTTP/3's are told by the queries of QUIC.
-- parameter limit = 100: how many networks
SELECT session, network, COUNT(*) AS connections, SUM(bytes_received) AS received, SUM(bytes_acked) AS acked,
       SUM(bytes_sent) AS sent, SUM(retransmits) AS retransmits
FROM tcp
WHERE bytes_sent IS NOT NULL
GROUP BY session, network
ORDER BY acked DESC, received DESC, network
LIMIT :limit
