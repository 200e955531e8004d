package dev.hydroscope.store;

import java.nio.charset.StandardCharsets;

/** Gives a request's terms and columns to its segment: each header is walked and hashed once. */
final class Terms {
    private Terms() {
    }

    /** Posts everything a request can be found by; headers from `counted` on are new to the statistics. */
    static Summary post(RequestRow row, SegmentPacker packer, ColumnPacker columns, int place, NameStats stats, int counted) {
        HeaderCursor cursor = row.cursor();
        columns.begin(row, place);
        int bytes = 0;
        int truncated = 0;
        for (int i = 0; cursor.next(); i++) {
            packer.addName(cursor.code(), place);
            long term = Term.header(cursor.nameHash(), cursor.body(), cursor.valueOffset(), cursor.captured());
            packer.add(term, place);
            columns.header(cursor, term);
            postFolded(cursor, packer, place);
            bytes += cursor.captured();
            truncated += cursor.truncated() ? 1 : 0;
            if (i >= counted) {
                stats.count(row.ordinal(), cursor);
            }
        }
        packer.add(Term.conn(row.conn()), place);
        packer.add(Term.version(row.httpVersion()), place);
        packer.add(Term.status(row.status()), place);
        packer.add(Term.statusClass(row.status() / 100), place);
        if (row.packedVerdict() != null) {
            Term.verdicts(row.packedVerdict(), term -> packer.add(term, place));
        }
        return Summary.of(row, cursor.count(), bytes, truncated);
    }

    private static void postFolded(HeaderCursor cursor, SegmentPacker packer, int place) {
        String name = cursor.lowerName();
        if (!cursor.response() && name.startsWith(":")
                && (name.equals(":method") || name.equals(":scheme") || name.equals(":authority"))) {
            String value = new String(cursor.body(), cursor.valueOffset(), cursor.captured(),
                    StandardCharsets.ISO_8859_1);
            packer.add(Term.foldedBytes(name, value), place);
        }
    }

    /** The sums alone, of a request whose terms stand elsewhere. */
    static Summary count(RequestRow row) {
        HeaderCursor cursor = row.cursor();
        int bytes = 0;
        int truncated = 0;
        while (cursor.next()) {
            bytes += cursor.captured();
            truncated += cursor.truncated() ? 1 : 0;
        }
        return Summary.of(row, cursor.count(), bytes, truncated);
    }

    static int classBit(int status) {
        return 1 << Math.min(31, Math.max(0, status / 100));
    }
}
