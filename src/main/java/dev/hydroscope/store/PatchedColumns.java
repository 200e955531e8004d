package dev.hydroscope.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The columns of a block of which some requests were written again: what was told of them last holds. */
final class PatchedColumns implements ColumnSource {
    private final ColumnSource base;
    private final ColumnSource[] from = new ColumnSource[SegmentPacker.SIZE];
    private final int[] places = new int[SegmentPacker.SIZE];
    private final Places present;
    private final Places others;
    private int[] keys;

    PatchedColumns(ColumnSource base) {
        this.base = base;
        this.present = base.present().copy();
        this.others = base.others().copy();
        this.keys = base.keys();
    }

    /** What stands at a place of another source holds for a place of this block. */
    void patch(int place, ColumnSource source, int at) {
        if (from[place] == null || !Arrays.equals(from[place].keys(), source.keys())) {
            keys = IntStream.concat(Arrays.stream(keys), Arrays.stream(source.keys())).sorted().distinct().toArray();
        }
        from[place] = source;
        places[place] = at;
        present.add(place);
        others.remove(place);
        if (source.others().has(at)) {
            others.add(place);
        }
    }

    @Override
    public Places present() {
        return present;
    }

    @Override
    public Places others() {
        return others;
    }

    @Override
    public int[] keys() {
        return keys;
    }

    @Override
    public Numbers numbers(int kind) throws SQLException {
        long[] values = base.numbers(kind).plain();
        for (int place = 0; place < values.length; place++) {
            if (from[place] != null) {
                values[place] = from[place].numbers(kind).get(places[place]);
            }
        }
        return Numbers.of(values, present);
    }

    @Override
    public HeaderColumn header(int index) throws SQLException {
        int key = keys[index];
        char[] found = new char[SegmentPacker.SIZE];
        long[] hashes = new long[SegmentPacker.SIZE];
        int count = 0;
        for (int place = present.next(0); place >= 0; place = present.next(place + 1)) {
            ColumnSource source = from[place] == null ? base : from[place];
            int column = Arrays.binarySearch(source.keys(), key);
            if (column < 0) {
                continue;
            }
            HeaderColumn header = source.header(column);
            for (long hash : header.hashes(from[place] == null ? place : places[place])) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                    hashes = Arrays.copyOf(hashes, count * 2);
                }
                found[count] = (char) place;
                hashes[count++] = hash;
            }
        }
        return new ColumnMaker(found, hashes).make(0, count);
    }
}
