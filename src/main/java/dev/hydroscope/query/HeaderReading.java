package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.HeaderColumn;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.PathBeginning;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The values of a header, or the beginnings of paths, by their hashes. */
final class HeaderReading extends FieldReading {
    private static final int LONGEST_TEXT = 1000;
    private static final HeaderColumn[] NO_COLUMNS = {};

    private final ColumnScan scan;
    private final String key;
    private final Field direction;
    private final int segments;
    private HeaderColumn[] columns = NO_COLUMNS;
    private Places others = new Places();
    private long first;

    /** @param segments of the path; 0: the whole value */
    HeaderReading(ColumnScan scan, String key, Field direction, int segments) {
        this.scan = scan;
        this.key = key;
        this.direction = direction;
        this.segments = segments;
    }

    @Override
    void enter(ColumnBlock block) {
        first = block.first();
        others = block.others();
        if (segments > 0) {
            columns = new HeaderColumn[] {block.pathBeginnings(segments)};
        } else if (direction == Field.HEADER) {
            columns = new HeaderColumn[] {block.header(key, false), block.header(key, true)};
        } else {
            columns = new HeaderColumn[] {block.header(key, direction == Field.RESPONSE_HEADER)};
        }
    }

    @Override
    Optional<HeaderColumn> column() {
        return columns.length == 1 && columns[0].more() == 0 && others.isEmpty() ? Optional.of(columns[0]) : Optional.empty();
    }

    @Override
    long first(int place) {
        if (others.has(place)) {
            long[] all = all(place);
            return all.length == 0 ? NONE : all[0];
        }
        for (HeaderColumn column : columns) {
            if (column.code(place) != 0) {
                return column.hash(place);
            }
        }
        return NONE;
    }

    @Override
    boolean several(int place) {
        return columns.length > 1 || columns[0].more() > 0 && columns[0].several(place) || others.has(place);
    }

    @Override
    long[] all(int place) {
        if (others.has(place)) {
            List<RequestRow> rows = scan.rows(first + place);
            return rows.stream().flatMapToLong(this::hashes).distinct().toArray();
        }
        return columns.length == 1 ? columns[0].hashes(place)
                : LongStream.concat(LongStream.of(columns[0].hashes(place)), LongStream.of(columns[1].hashes(place)))
                        .distinct().toArray();
    }

    private LongStream hashes(RequestRow row) {
        LongStream.Builder hashes = LongStream.builder();
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            if (meant(cursor)) {
                hashes.add(hash(cursor));
            }
        }
        return hashes.build();
    }

    private boolean meant(HeaderCursor cursor) {
        return (direction == Field.HEADER || cursor.response() == (direction == Field.RESPONSE_HEADER))
                && cursor.lowerName().equals(key);
    }

    private long hash(HeaderCursor cursor) {
        return segments == 0 ? HeaderColumn.hash(cursor)
                : HeaderColumn.pathHash(cursor.body(), cursor.valueOffset(), length(cursor));
    }

    private int length(HeaderCursor cursor) {
        return segments == 0 ? cursor.captured()
                : PathBeginning.length(cursor.body(), cursor.valueOffset(), cursor.captured(), segments);
    }

    @Override
    Said say(long hash, long ordinal) {
        for (RequestRow row : scan.rows(ordinal)) {
            HeaderCursor cursor = row.cursor();
            while (cursor.next()) {
                if (meant(cursor) && hash(cursor) == hash) {
                    return said(cursor);
                }
            }
        }
        return new Said("", Optional.empty(), true, false);
    }

    private Said said(HeaderCursor cursor) {
        String text = new String(cursor.body(), cursor.valueOffset(), length(cursor), StandardCharsets.UTF_8);
        boolean shown = text.length() <= LONGEST_TEXT;
        boolean whole = segments > 0 && length(cursor) < cursor.captured();
        return new Said(shown ? text : text.substring(0, LONGEST_TEXT) + "…",
                shown && text.indexOf('\ufffd') < 0 ? Optional.of(text) : Optional.empty(),
                cursor.has(Event.MASKED | Event.WITHHELD), cursor.has(Event.CUT) && !whole);
    }
}
