package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes connections as qlog, one after the other, event by event: however long they are, little of them is held. What the
 * events do not tell is left out. A trace without a record is not written at all.
 */
final class QlogWriter implements TraceWriter {
    private static final int FULL = 1 << 16;

    private final OutputStream to;
    private final JsonText out = new JsonText();
    private final Layouts layouts = new Layouts();
    private final QlogRecords records;
    private final QlogPackets packets;
    private final QlogRecovery recovery;
    private final QlogHttp http;
    private final QlogLife life;
    private final QlogHead head;
    private final boolean grouped;
    private TraceHead first;
    private TraceHead trace;
    private boolean begun;
    private long lastAtNanos;

    /**
     * @param several connections may follow: a sequence then tells them apart by the group of each record
     * @param description of the whole, "" for none
     */
    QlogWriter(OutputStream to, QlogStyle style, boolean several, String title, String description) {
        this.grouped = several && style.sequence();
        this.to = to;
        this.records = new QlogRecords(style, grouped, out);
        this.packets = new QlogPackets(records);
        this.recovery = new QlogRecovery(records);
        this.http = new QlogHttp(records);
        this.life = new QlogLife(records);
        this.head = new QlogHead(style, grouped, out, title, description);
    }

    @Override
    public void begin(TraceHead next) throws IOException {
        endTrace();
        trace = next;
        begun = false;
    }

    @Override
    public void write(Event event) throws IOException {
        Layout layout = layouts.of(event.probe());
        if (!begun) {
            start(event.atNanos());
        }
        lastAtNanos = event.atNanos();
        if (!http.take(event, layout) && layout.kind() != Kind.OTHER) {
            take(event, layout);
        }
        packets.bound();
        if (out.length() > FULL) {
            flush();
        }
    }

    private void start(long atNanos) {
        begun = true;
        // a sequence has one head, and with it one time that all of its connections are counted from
        first = first == null ? trace : first;
        trace = grouped ? trace.countedFrom(first.referenceNanos()) : trace;
        head.trace(trace);
        records.begin(trace);
        packets.begin();
        recovery.begin();
        http.begin(trace);
        life.begin(trace, atNanos);
    }

    private void take(Event event, Layout layout) {
        switch (layout.kind()) {
            case PACKET_SENT -> recovery.sent(event, layout);
            case FREE -> packets.finish(event.atNanos());
            case PACKET_ACKED -> {
                recovery.acked(event, layout);
                packets.acked(event, layout, space(event, layout));
                return;
            }
            default -> {
            }
        }
        if (packets.take(event, layout)) {
            life.frame(event, layout);
        } else if (!recovery.take(event, layout)) {
            life.take(event, layout);
        }
    }

    private static String space(Event event, Layout layout) {
        return layout.has(Field.PACKET_TYPE) ? QlogPackets.space(layout.number(event, Field.PACKET_TYPE, -1)) : "";
    }

    private void endTrace() throws IOException {
        if (begun) {
            http.finish();
            packets.finish(lastAtNanos);
            head.endTrace();
        }
        begun = false;
        flush();
    }

    private void flush() throws IOException {
        to.write(out.bytes(), 0, out.length());
        out.clear();
    }

    @Override
    public void end() throws IOException {
        endTrace();
        head.close();
        flush();
        to.flush();
    }
}
