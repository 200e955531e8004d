package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.Arrays;

/** Packs the headers of a request once more, with other bytes where values are hidden; all else stays byte for byte. */
final class RedactedHeaders {
    private final Redactor redactor;
    private final byte[] body;
    private final Packer packer;

    RedactedHeaders(Redactor redactor, byte[] body) {
        this.redactor = redactor;
        this.body = body;
        this.packer = new Packer(body.length + 64);
    }

    /** The body itself where nothing of it is hidden. */
    byte[] of(HeaderCursor cursor) {
        if (cursor.count() == 0) {
            return body;
        }
        packer.number(cursor.count());
        boolean changed = false;
        while (cursor.next()) {
            byte[] value = Arrays.copyOfRange(body, cursor.valueOffset(), cursor.valueOffset() + cursor.captured());
            byte[] left = redactor.value(cursor.lowerName(), value, cursor.flags());
            changed |= left != null;
            if (left == null) {
                packer.bytes(body, cursor.start(), cursor.end() - cursor.start());
            } else {
                hide(cursor, left);
            }
        }
        return changed ? packer.take() : body;
    }

    private void hide(HeaderCursor cursor, byte[] left) {
        packer.number(cursor.head() | HeaderCursor.SPECIAL);
        packer.bytes(body, cursor.nameStart(), cursor.nameEnd() - cursor.nameStart());
        packer.number((cursor.flags() | Event.MASKED) >>> 16);
        packer.number(cursor.valueLength());
        packer.text(left);
        int after = cursor.valueOffset() + cursor.captured();
        packer.bytes(body, after, cursor.end() - after);
    }
}
