-- title: Lost packets by what told it
-- group: quic
-- about: Packets declared lost, by number space and by why the sender thought so. Many by time rather than by later
--   ACKs means that the tail of transfers is lost; many that were acknowledged all the same (late-acked) were
--   declared too soon.
SELECT session, space, fate, trigger, COUNT(*) AS packets, SUM(size) AS bytes, COUNT(DISTINCT conn) AS connections
FROM packet
WHERE direction = 'sent' AND fate IN ('lost', 'late-acked')
GROUP BY session, space, fate, trigger
ORDER BY session, packets DESC, space, fate, trigger
