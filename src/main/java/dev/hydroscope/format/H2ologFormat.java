package dev.hydroscope.format;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What H2O's h2olog prints: lines of JSON, of its present and its old form, or with -H lines of text. */
final class H2ologFormat implements TraceFormat {
    @Override
    public String name() {
        return "h2olog";
    }

    /** One such line is enough: before it may stand what a terminal or a cut has left. */
    @Override
    public boolean begins(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).lines().limit(1000).anyMatch(H2ologFormat::fits);
    }

    private static boolean fits(String line) {
        return line.startsWith("{") ? line.contains("\"type\":") && line.contains("\"tid\":") : TextLine.fits(line);
    }

    @Override
    public TraceReader read(InputStream in, boolean appData) {
        Instant now = Instant.now();
        return new H2ologReader(in, appData, now.getEpochSecond() * 1_000_000_000 + now.getNano());
    }
}
