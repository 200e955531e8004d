package dev.hydroscope.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as ranges of one buffer: no copy a line, and no line longer than fits into memory by far. */
final class Lines {
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 17];
    private int from;
    private int to;
    private int filled;
    private int next;
    private int lastEnd = -1;
    private boolean ended;
    private boolean cut;
    private boolean tooLong;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** False at the end. The range is right until the next call. */
    boolean next() throws IOException {
        from = next;
        tooLong = false;
        int at = next;
        while (true) {
            at = newline(at);
            if (at < filled) {
                next = at + 1;
                return line(at, false);
            }
            if (ended) {
                next = filled;
                return from < filled && line(filled, true);
            }
            at -= fill();
        }
    }

    private int newline(int at) {
        int i = at;
        while (i < filled && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean line(int end, boolean last) {
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        cut = last;
        number++;
        return true;
    }

    /** Makes room and reads on; by how much what is there has moved. Of a line that is too long the beginning stays. */
    private int fill() throws IOException {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        if (filled >= LONGEST) {
            tooLong = true;
            moved += filled - LONGEST / 2;
            filled = LONGEST / 2;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST, buffer.length * 2));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        lastEnd = filled - 1;
        while (lastEnd >= 0 && buffer[lastEnd] != '\n') {
            lastEnd--;
        }
        return moved;
    }

    /** The next line can be had without waiting for it. */
    boolean atHand() {
        return next <= lastEnd;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    /** The last one, which no end of line closes. */
    boolean cut() {
        return cut;
    }

    boolean tooLong() {
        return tooLong;
    }
}
