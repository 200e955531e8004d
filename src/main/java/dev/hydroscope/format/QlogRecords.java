package dev.hydroscope.format;

/**
 * The records of one connection, in the order they are to stand. While a packet's frames are still being told the records
 * behind it wait.
 */
final class QlogRecords {
    private final QlogStyle style;
    private final boolean grouped;
    private final JsonText out;
    private final JsonText later = new JsonText();
    private JsonText open;
    private boolean waiting;
    private String group = "";
    private long referenceNanos;
    private boolean written;

    /** @param grouped each record names its connection */
    QlogRecords(QlogStyle style, boolean grouped, JsonText out) {
        this.style = style;
        this.grouped = grouped;
        this.out = out;
    }

    void begin(TraceHead trace) {
        referenceNanos = trace.referenceNanos();
        group = grouped ? trace.group() : "";
        written = false;
        waiting = false;
        later.clear();
    }

    QlogStyle style() {
        return style;
    }

    /** What comes from now on stands behind a record that is not written yet. */
    void waitFor() {
        waiting = true;
    }

    boolean waiting() {
        return waiting;
    }

    int waitingBytes() {
        return later.length();
    }

    /** The next record is the one that was waited for. */
    void arrived() {
        waiting = false;
    }

    /** Lets out what had to wait. */
    void release() {
        out.append(later);
        later.clear();
    }

    /** Whether this version has it; then its data is to be written, and closed. */
    boolean has(QlogName name) {
        return !name.in(style).isEmpty();
    }

    JsonText begin(QlogName name, long atNanos) {
        open = waiting ? later : out;
        if (style.sequence()) {
            open.put(JsonText.RECORD_SEPARATOR);
        } else if (waiting || written) {
            open.raw(",\n");
        }
        written |= !waiting;
        open.open('{').key("time").millis(atNanos - referenceNanos).field("name", name.in(style));
        if (!group.isEmpty()) {
            open.field("group_id", group);
        }
        return open.key("data").open('{');
    }

    void end() {
        open.raw("}}");
        if (style.sequence()) {
            open.put('\n');
        }
    }
}
