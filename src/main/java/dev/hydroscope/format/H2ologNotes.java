package dev.hydroscope.format;

import java.util.ArrayList;
import java.util.List;

/** What the lines read so far lack or tell otherwise than probes do. Written by one thread, read by any. */
final class H2ologNotes {
    private volatile boolean json;
    private volatile boolean fine;
    private volatile boolean old;
    private volatile boolean text;
    private volatile boolean headers;
    private volatile boolean namelessHeaders;
    private volatile long misread;
    private Shape last;

    void text() {
        text = true;
    }

    void old(int dropped) {
        old = true;
        if (dropped > 0) {
            misread = misread + dropped;
        }
    }

    /** @param nanos whether the line has nanoseconds: only our own do, and they come from probes */
    void json(Shape shape, boolean nanos) {
        if (shape == last) {
            return;
        }
        last = shape;
        json |= !nanos;
        fine |= nanos;
        if (shape.probe().name().endsWith("_header") && shape.probe().argument("name_len") >= 0) {
            boolean named = shape.probe().argument("name") >= 0;
            headers |= named;
            namelessHeaders |= !named;
        }
    }

    Caveats caveats(Problems problems) {
        List<String> notes = new ArrayList<>();
        if (json) {
            notes.add("its times are milliseconds: what is shorter cannot be told, and lines of the same millisecond stand in"
                    + " their order");
            notes.add("h2olog leaves lines out where its reader is slow, and says nothing of it: what is missing cannot be"
                    + " counted");
        }
        if (text) {
            notes.add((json || fine ? "its lines of text have" : "it has") + " no times: the time of the import stands for them,"
                    + " and no duration is known");
            notes.add("lines of text tell of HTTP only: of connections their numbers alone");
        }
        if (namelessHeaders) {
            notes.add((headers ? "some headers" : "headers") + " came without names and values: h2olog -a writes them");
        }
        if (old) {
            notes.add("it is of the old h2olog: QUIC connections are known by quicly's own numbers, and by H2O's from"
                    + " h3s-accept on");
        }
        if (misread > 0) {
            notes.add(misread + " lengths that the old h2olog read wrongly are left out");
        }
        String clock = json ? Caveats.MILLIS : text && !fine ? Caveats.NO_CLOCK : fine ? "ns" : Caveats.MILLIS;
        return new Caveats(clock, problems.count(), problems.first(), notes);
    }
}
