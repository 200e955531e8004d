-- title: Handshakes that failed
-- group: security
-- about: QUIC connections that were closed before their handshake was done, by kind, code and reason. CRYPTO_ERROR
--   names the alert of TLS (no_application_protocol, unknown_ca, bad_certificate); a timeout is a client that went
--   silent, or a scan.
SELECT session, COALESCE(close, 'nothing told') AS close, COUNT(*) AS connections, COUNT(DISTINCT network) AS networks,
       COUNT(DISTINCT sni) AS server_names, MIN(at) AS first_at, MAX(at) AS last_at
FROM connection
WHERE handshake_nanos IS NULL AND NOT before_capture AND requests = 0
  AND tcp IS NULL AND (close IS NOT NULL OR packets_received IS NOT NULL)
GROUP BY session, COALESCE(close, 'nothing told')
ORDER BY connections DESC, session, close
