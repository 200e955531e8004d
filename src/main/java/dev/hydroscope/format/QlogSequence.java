package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Records one after the other, with record separators between or a line each: a head, then events. A broken one is counted. */
final class QlogSequence implements QlogReader.Records {
    private static final int LONGEST = 16 << 20;

    private final QlogReader reader;
    private final Lines lines;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean separated;
    private QlogTraceReader trace;
    private long number;
    private boolean over;

    QlogSequence(InputStream in, QlogReader reader) {
        this.reader = reader;
        this.lines = new Lines(in);
    }

    @Override
    public boolean next(List<Event> batch) throws IOException {
        if (over) {
            return false;
        }
        if (!lines.next()) {
            over = true;
            close("the last record is cut", batch);
            finish(batch);
            return false;
        }
        line(lines.bytes(), lines.from(), lines.to(), batch);
        return true;
    }

    /** A record may be spread over lines; then the next one begins with a separator. */
    private void line(byte[] bytes, int begin, int end, List<Event> batch) {
        int from = begin;
        if (from < end && bytes[from] == JsonText.RECORD_SEPARATOR) {
            separated = true;
            close("it is no whole JSON object", batch);
            from++;
        }
        while (from < end && (bytes[from] <= ' ' && bytes[from] >= 0)) {
            from++;
        }
        if (from == end) {
            return;
        }
        if (open.size() == 0) {
            number++;
            if (!record(bytes, from, end - from, batch)) {
                open.write(bytes, from, end - from);
            }
        } else if (open.size() < LONGEST) {
            open.write('\n');
            open.write(bytes, from, end - from);
        }
        if (!separated && open.size() > 0) {
            open.reset();
            reader.problem(number, "it is no whole JSON object");
        }
    }

    /** What was spread over lines is tried once: it is whole where the next separator, or the end, stands. */
    private void close(String otherwise, List<Event> batch) {
        if (open.size() > 0) {
            byte[] bytes = open.toByteArray();
            open.reset();
            if (!record(bytes, 0, bytes.length, batch)) {
                reader.problem(number, otherwise);
            }
        }
    }

    /** False where it is not whole. */
    private boolean record(byte[] bytes, int from, int length, List<Event> batch) {
        JsonNode node;
        try {
            node = QlogParser.tree(bytes, from, length);
        } catch (IOException e) {
            return false;
        }
        if (node.has("qlog_version") || node.has("file_schema") || node.has("trace")) {
            finish(batch);
            trace = reader.trace();
            node.path("trace").properties().forEach(field -> trace.member(field.getKey(), field.getValue()));
        } else {
            trace = trace == null ? reader.trace() : trace;
            if (!trace.event(node, batch)) {
                reader.problem(number, "it is no qlog event: it has no time or no name");
            }
        }
        return true;
    }

    private void finish(List<Event> batch) {
        if (trace != null) {
            trace.finish(batch);
            if (trace.undated()) {
                reader.note("the file does not tell its date: its times are counted from the moment of the import");
            }
        }
        trace = null;
    }
}
