package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How often each header name came, and its most frequent values, for completion. Names are counted exactly; values are
 * sampled once a session is no longer small, and at most 2,000 names have any.
 */
final class NameStats {
    private static final int NAMES_WITH_VALUES = 2000;
    private static final long ALL_UNTIL = 4000;
    private static final int ONE_OF = 8;

    private long[] requests = new long[64];
    private long[] responses = new long[64];
    private TopValues[] values = new TopValues[64];
    private final BitSet changed = new BitSet();

    void count(long ordinal, HeaderCursor cursor) {
        int code = cursor.code();
        if (code == 0) {
            return;
        }
        grow(code);
        changed.set(code);
        if (cursor.response()) {
            responses[code]++;
        } else {
            requests[code]++;
        }
        if ((ordinal < ALL_UNTIL || ordinal % ONE_OF == 0) && code < NAMES_WITH_VALUES
                && cursor.captured() <= TopValues.LENGTH_LIMIT && !cursor.has(Event.WITHHELD | Event.MASKED)) {
            if (values[code] == null) {
                values[code] = new TopValues();
            }
            values[code].add(cursor.body(), cursor.valueOffset(), cursor.captured(),
                    ordinal < ALL_UNTIL ? 1 : ONE_OF);
        }
    }

    private void grow(int code) {
        if (code >= requests.length) {
            int size = Math.max(code + 1, requests.length * 2);
            requests = Arrays.copyOf(requests, size);
            responses = Arrays.copyOf(responses, size);
            values = Arrays.copyOf(values, size);
        }
    }

    void restore(int code, long inRequests, long inResponses, byte[] top) {
        grow(code);
        requests[code] = inRequests;
        responses[code] = inResponses;
        if (top.length > 0) {
            values[code] = TopValues.unpack(top);
        }
    }

    /** The codes whose row is out of date; none afterwards. */
    BitSet takeChanged() {
        BitSet taken = (BitSet) changed.clone();
        changed.clear();
        return taken;
    }

    long requests(int code) {
        return code < requests.length ? requests[code] : 0;
    }

    long responses(int code) {
        return code < responses.length ? responses[code] : 0;
    }

    byte[] top(int code) {
        return code < values.length && values[code] != null ? values[code].pack() : new byte[0];
    }
}
