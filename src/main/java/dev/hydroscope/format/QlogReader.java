package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads qlog in whichever of its shapes it comes, a batch of events at a time. */
final class QlogReader implements TraceReader {
    private static final int BATCH = 2048;
    private static final int PEEK = 1 << 16;
    private static final int MOST_NOTES = 32;
    private static final int LONGEST_NOTE = 300;

    /** A way in which records stand in a file. */
    interface Records {
        /** Adds what the next record tells; false at the end. */
        boolean next(List<Event> batch) throws IOException;
    }

    private final InputStream in;
    private final long otherwiseNanos;
    private final EventMaker maker = new EventMaker();
    private final Set<String> names = QlogEvents.names();
    private final Problems problems = new Problems();
    private final List<String> notes = new ArrayList<>();
    private Records records;
    private long connections;

    /** @param otherwiseNanos what stands for the date of a file that tells none */
    QlogReader(InputStream in, long otherwiseNanos) {
        this.in = new BufferedInputStream(in, PEEK);
        this.otherwiseNanos = otherwiseNanos;
    }

    QlogTraceReader trace() {
        return new QlogTraceReader(maker, names, () -> ++connections, new QlogClock(otherwiseNanos));
    }

    void problem(long record, String reason) {
        problems.add(record, reason);
    }

    synchronized void note(String note) {
        String told = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) + "…" : note;
        if (notes.size() < MOST_NOTES && !notes.contains(told)) {
            notes.add(told);
        }
    }

    @Override
    public boolean read(List<Event> batch) throws IOException {
        if (records == null) {
            records = sequence() ? new QlogSequence(in, this) : new QlogDocument(in, this);
        }
        while (batch.size() < BATCH) {
            if (!records.next(batch)) {
                return false;
            }
        }
        return true;
    }

    /** A record separator, or a first line that is a whole object without traces in it. */
    private boolean sequence() throws IOException {
        in.mark(PEEK);
        byte[] head = in.readNBytes(PEEK - 1);
        in.reset();
        int at = 0;
        while (at < head.length && (head[at] & 0xff) >= 0x80 || at < head.length && head[at] <= ' ' && head[at] != 0x1e) {
            at++;
        }
        if (at == head.length || head[at] == JsonText.RECORD_SEPARATOR) {
            return true;
        }
        int end = at;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        try {
            return end < head.length && !QlogParser.tree(head, at, end - at).has("traces");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized Caveats caveats() {
        return new Caveats("us", problems.count(), problems.first(), notes);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
