package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Request;

/**
 * Packs the headers of a request so that {@link HeaderCursor} gives back each to the byte, the moment and the thread. Past
 * a megabyte, more than H2O ever takes, values are cut, and say so.
 */
final class HeaderPacker {
    private static final int LIMIT = 900_000;

    private final Names names;
    private final Packer packer = new Packer();

    HeaderPacker(Names names) {
        this.names = names;
    }

    byte[] pack(Request request) {
        packer.clear();
        packer.number(request.headers().size());
        long atNanos = request.atNanos();
        int tid = 0;
        int seq = -1;
        for (Header header : request.headers()) {
            pack(header, header.atNanos() - atNanos, header.tid() - tid, header.seq() - seq - 1);
            atNanos = header.atNanos();
            tid = header.tid();
            seq = header.seq();
        }
        return packer.take();
    }

    private void pack(Header header, long sinceNanos, int tidStep, int seqStep) {
        boolean full = packer.length() > LIMIT;
        int captured = full ? 0 : header.value().length;
        long flags = full ? header.flags() | Event.CUT : header.flags();
        boolean special = flags != 0 || header.valueLength() != captured;
        int code = names.code(header.name());
        packer.number((long) code << 4 | (header.response() ? HeaderCursor.RESPONSE : 0)
                | (special ? HeaderCursor.SPECIAL : 0) | (tidStep == 0 ? 0 : HeaderCursor.TID)
                | (seqStep == 0 ? 0 : HeaderCursor.SEQ));
        if (code == 0) {
            packer.text(full ? new byte[0] : header.name());
        }
        if (special) {
            packer.number(flags >>> 16);
            packer.number(header.valueLength());
        }
        packer.number(captured);
        packer.bytes(header.value(), 0, captured);
        packer.signed(sinceNanos);
        if (tidStep != 0) {
            packer.signed(tidStep);
        }
        if (seqStep != 0) {
            packer.signed(seqStep);
        }
    }
}
