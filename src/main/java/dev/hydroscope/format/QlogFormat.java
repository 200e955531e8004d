package dev.hydroscope.format;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** qlog of QUIC's and HTTP/3's implementations: one JSON object with its traces, or a sequence of records. */
final class QlogFormat implements TraceFormat {
    @Override
    public String name() {
        return "qlog";
    }

    /** Versions are told at the beginning; without one, by the members of a trace. */
    @Override
    public boolean begins(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
        if (!text.startsWith("{") && !text.startsWith(String.valueOf(JsonText.RECORD_SEPARATOR))) {
            return false;
        }
        String start = text.substring(0, Math.min(4096, text.length()));
        return start.contains("\"qlog_version\"") || start.contains("\"qlog_format\"") || start.contains("params:qlog:file")
                || start.contains("\"traces\"") && (text.contains("\"vantage_point\"") || text.contains("\"common_fields\""));
    }

    @Override
    public TraceReader read(InputStream in, boolean appData) {
        Instant now = Instant.now();
        return new QlogReader(in, now.getEpochSecond() * 1_000_000_000 + now.getNano());
    }
}
