package dev.hydroscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers what columns hold of up to 2,000 requests, each put once or again when it has grown, and makes columns of it. */
final class ColumnPacker {
    /** Of a block with more names the others are looked at in the rows. */
    static final int MOST_COLUMNS = 600;
    private static final int SIZE = SegmentPacker.SIZE;

    private final long[][] numbers = new long[ColumnSource.KINDS][SIZE];
    private final Places present = new Places();
    private final Places others = new Places();
    private final int[] from = new int[SIZE];
    private final int[] to = new int[SIZE];
    private int[] keys = new int[16_384];
    private long[] hashes = new long[16_384];
    private int count;
    private int place;
    private int highest;

    /** With all its headers, walked here. */
    void put(RequestRow row, int at) {
        begin(row, at);
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            header(cursor, Term.header(cursor.nameHash(), cursor.body(), cursor.valueOffset(), cursor.captured()));
        }
    }

    /** What was put there before is forgotten. */
    void begin(RequestRow row, int at) {
        place = at;
        present.add(at);
        others.remove(at);
        from[at] = count;
        to[at] = count;
        highest = Math.max(highest, at + 1);
        numbers[ColumnSource.AT][at] = row.atNanos();
        numbers[ColumnSource.DURATION][at] = row.durationNanos();
        numbers[ColumnSource.STATUS][at] = row.status();
        numbers[ColumnSource.VERSION][at] = row.httpVersion();
        numbers[ColumnSource.CONNECTION][at] = row.connection();
        numbers[ColumnSource.CONN][at] = row.conn() - row.connection();
        numbers[ColumnSource.REQ][at] = row.req();
        numbers[ColumnSource.THREAD][at] = 0;
        numbers[ColumnSource.GAPS][at] = row.gaps() | (row.finished() ? ColumnSource.FINISHED : 0);
    }

    /** The next header of the request that was begun last, with the term it is posted under. */
    void header(HeaderCursor cursor, long term) {
        if (to[place] == from[place] && numbers[ColumnSource.THREAD][place] == 0) {
            numbers[ColumnSource.THREAD][place] = cursor.tid();
        }
        int code = cursor.firstCode();
        if (code == 0) {
            others.add(place);
            return;
        }
        add(code << 1 | (cursor.response() ? 1 : 0), HeaderColumn.shortened(term));
        if (!cursor.response() && cursor.lowerName().equals(":path")) {
            for (int segments = 1; segments <= PathBeginning.MOST_SEGMENTS; segments++) {
                int length = PathBeginning.length(cursor.body(), cursor.valueOffset(), cursor.captured(), segments);
                add(ColumnSource.path(segments), HeaderColumn.pathHash(cursor.body(), cursor.valueOffset(), length));
            }
        }
    }

    private void add(int key, long hash) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        keys[count] = key;
        hashes[count++] = hash;
        to[place] = count;
    }

    /** The columns as they are now; nothing may be put afterwards. */
    Made make() {
        int most = 0;
        for (int at = 0; at < highest; at++) {
            for (int i = from[at]; i < to[at]; i++) {
                most = Math.max(most, keys[i]);
            }
        }
        int[] begins = new int[most + 2];
        for (int at = 0; at < highest; at++) {
            for (int i = from[at]; i < to[at]; i++) {
                begins[keys[i] + 1]++;
            }
        }
        for (int key = 0; key <= most; key++) {
            begins[key + 1] += begins[key];
        }
        return columns(begins);
    }

    /** Sorted by their keys, and within by place. */
    private Made columns(int[] begins) {
        char[] places = new char[begins[begins.length - 1]];
        long[] values = new long[places.length];
        int[] next = begins.clone();
        for (int at = 0; at < highest; at++) {
            for (int i = from[at]; i < to[at]; i++) {
                int to = next[keys[i]]++;
                places[to] = (char) at;
                values[to] = hashes[i];
            }
        }
        List<HeaderColumn> columns = new ArrayList<>();
        int[] found = new int[MOST_COLUMNS + PathBeginning.MOST_SEGMENTS];
        ColumnMaker maker = new ColumnMaker(places, values);
        for (int key = 0; key + 1 < begins.length; key++) {
            boolean room = columns.size() < MOST_COLUMNS || key > ColumnSource.LAST_HEADER;
            if (begins[key] < begins[key + 1] && room) {
                found[columns.size()] = key;
                columns.add(maker.make(begins[key], begins[key + 1]));
            } else {
                for (int i = begins[key]; i < begins[key + 1]; i++) {
                    others.add(places[i]);
                }
            }
        }
        return new Made(this, Arrays.copyOf(found, columns.size()), columns);
    }

    /** The columns in memory. */
    static final class Made implements ColumnSource {
        private final ColumnPacker of;
        private final int[] keys;
        private final List<HeaderColumn> headers;

        private Made(ColumnPacker of, int[] keys, List<HeaderColumn> headers) {
            this.of = of;
            this.keys = keys;
            this.headers = headers;
        }

        @Override
        public Places present() {
            return of.present;
        }

        @Override
        public Places others() {
            return of.others;
        }

        @Override
        public Numbers numbers(int kind) {
            return Numbers.of(of.numbers[kind], of.present);
        }

        @Override
        public int[] keys() {
            return keys;
        }

        @Override
        public HeaderColumn header(int index) {
            return headers.get(index);
        }
    }
}
