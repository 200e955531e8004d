-- title: Packet sizes
-- group: quic
-- about: Packets by direction and size, in steps of 100 bytes. Full packets in one direction and small ACKs in the
--   other are a download; many middling ones are a writer that flushes too often.
SELECT session, direction, size / 100 * 100 AS from_bytes, COUNT(*) AS packets, SUM(size) AS bytes
FROM packet
GROUP BY session, direction, size / 100 * 100
ORDER BY session, direction, from_bytes
