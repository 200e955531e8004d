package dev.hydroscope.store;

/** Looks a term up in a row that {@link SegmentPacker} packed. */
final class Postings {
    private Postings() {
    }

    /** Adds to the bits of `found` the places of the term whose 32 bits these are. */
    static void find(byte[] row, int hash, Places found) {
        Unpacker unpacker = new Unpacker(row);
        while (unpacker.more()) {
            int candidate = unpacker.int32();
            int count = (int) unpacker.number();
            if (candidate == hash) {
                read(unpacker, count, found);
                return;
            }
            skip(unpacker, count);
        }
    }

    private static void read(Unpacker unpacker, int count, Places found) {
        if (count >= SegmentPacker.BITMAP_BYTES) {
            found.bitmap(unpacker.bytes(SegmentPacker.BITMAP_BYTES));
            return;
        }
        int place = 0;
        for (int i = 0; i < count; i++) {
            place += (int) unpacker.number();
            found.add(place);
        }
    }

    private static void skip(Unpacker unpacker, int count) {
        if (count >= SegmentPacker.BITMAP_BYTES) {
            unpacker.skip(SegmentPacker.BITMAP_BYTES);
            return;
        }
        for (int i = 0; i < count; i++) {
            unpacker.number();
        }
    }
}
