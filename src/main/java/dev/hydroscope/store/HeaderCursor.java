package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Walks the packed headers of a request in the order of the wire, without making an object for one. The layout is written
 * by {@link HeaderPacker}.
 */
public final class HeaderCursor {
    static final int RESPONSE = 1;
    static final int SPECIAL = 2;
    static final int TID = 4;
    static final int SEQ = 8;

    private final Names names;
    private final byte[] body;
    private final int count;
    private int at;
    private int passed;
    private int start;
    private long head;
    private int nameStart;
    private int nameEnd;

    private boolean response;
    private int code;
    private Names.Name name;
    private long flags;
    private long valueLength;
    private int valueOffset;
    private int captured;
    private long atNanos;
    private int tid;
    private int seq = -1;

    HeaderCursor(Names names, byte[] body, long atNanos) {
        this.names = names;
        this.body = body;
        this.atNanos = atNanos;
        this.count = body.length == 0 ? 0 : count(body.length);
    }

    /** Each takes a few bytes. */
    private int count(int most) {
        try {
            return Objects.checkIndex((int) number(), most);
        } catch (IndexOutOfBoundsException e) {
            throw StoreException.damaged("a request", e);
        }
    }

    /** How many headers there are. */
    public int count() {
        return count;
    }

    /** Steps to the next header; false behind the last. */
    public boolean next() {
        if (passed == count) {
            return false;
        }
        passed++;
        try {
            step();
        } catch (IndexOutOfBoundsException e) {
            throw StoreException.damaged("a request", e);
        }
        return true;
    }

    private void step() {
        start = at;
        head = number();
        response = (head & RESPONSE) != 0;
        nameStart = at;
        readName((int) (head >>> 4));
        nameEnd = at;
        flags = (head & SPECIAL) == 0 ? 0 : number() << 16;
        valueLength = (head & SPECIAL) == 0 ? -1 : number();
        captured = length();
        valueLength = valueLength < 0 ? captured : valueLength;
        valueOffset = at;
        at += captured;
        atNanos += signed();
        tid += (head & TID) == 0 ? 0 : (int) signed();
        seq += 1 + ((head & SEQ) == 0 ? 0 : (int) signed());
    }

    private int length() {
        long length = number();
        if (length < 0 || length > body.length - at) {
            throw new IndexOutOfBoundsException("a length of " + length + " at " + at + " of " + body.length);
        }
        return (int) length;
    }

    private void readName(int nameCode) {
        code = nameCode;
        if (nameCode < 0 || nameCode >= names.size()) {
            throw new IndexOutOfBoundsException("the code of a name is " + nameCode + " of " + names.size());
        }
        if (nameCode == 0) {
            int length = length();
            name = Names.Name.of(Arrays.copyOfRange(body, at, at + length));
            at += length;
        } else {
            name = null;
        }
    }

    private Names.Name entry() {
        return name == null ? names.get(code) : name;
    }

    public boolean response() {
        return response;
    }

    /** Its code in {@link RequestRow#nameCodes}, or 0: then only its spelling tells. */
    public int code() {
        return code;
    }

    /** As sent. */
    public byte[] name() {
        return entry().bytes();
    }

    /** For comparison: in lower case, every byte a character. */
    public String lowerName() {
        return entry().lower();
    }

    /** The first code of the name however it is spelt; 0 where it is spelt out. */
    int firstCode() {
        return entry().first();
    }

    /** Of the thread it came from. */
    int tid() {
        return tid;
    }

    long nameHash() {
        return entry().hash();
    }

    /** Holds the value's bytes from {@link #valueOffset} on; not a copy. */
    public byte[] body() {
        return body;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** How many bytes of the value are stored. */
    public int captured() {
        return captured;
    }

    public String value() {
        return new String(body, valueOffset, captured, StandardCharsets.UTF_8);
    }

    long atNanos() {
        return atNanos;
    }

    public boolean has(long flag) {
        return (flags & flag) != 0;
    }

    long flags() {
        return flags;
    }

    long valueLength() {
        return valueLength;
    }

    /** Where the header's record begins in {@link #body}; its other places are named likewise. */
    int start() {
        return start;
    }

    int end() {
        return at;
    }

    long head() {
        return head;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    boolean truncated() {
        return has(Event.CUT);
    }

    /** The header as it was accepted. */
    public Header header() {
        return new Header(response, name(), Arrays.copyOfRange(body, valueOffset, valueOffset + captured), valueLength,
                flags, atNanos, tid, seq);
    }

    private long number() {
        byte b = body[at++];
        if (b >= 0) {
            return b;
        }
        long value = b & 0x7f;
        for (int shift = 7;; shift += 7) {
            b = body[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }
}
