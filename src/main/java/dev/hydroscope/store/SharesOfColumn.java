package dev.hydroscope.store;

import dev.hydroscope.store.Multiplexing.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bytes of each stream in a column of time; of very many streams those that have least become one without a number. */
final class SharesOfColumn {
    private static final int HELD = 64;

    private static final class Cell {
        final long stream;
        long offset = Long.MAX_VALUE;
        long end;
        long bytes;
        long again;

        Cell(long stream) {
            this.stream = stream;
        }

        void add(Cell other) {
            offset = Math.min(offset, other.offset);
            end = Math.max(end, other.end);
            bytes += other.bytes;
            again += other.again;
        }

        Share share(long from, long to, int streams) {
            return new Share(from, to, stream, streams, offset, end, bytes, again, null, -1);
        }
    }

    private final Map<Long, Cell> cells = new HashMap<>();
    private final Cell others = new Cell(0);
    private final Set<Long> nameless = new HashSet<>();
    private Cell last;

    void add(long stream, long offset, long bytes, boolean again) {
        if (last == null || last.stream != stream) {
            last = cells.computeIfAbsent(stream, Cell::new);
        }
        last.offset = Math.min(last.offset, offset);
        last.end = Math.max(last.end, offset + bytes);
        last.bytes += bytes;
        last.again += again ? bytes : 0;
        if (cells.size() > HELD) {
            keep(HELD / 2);
        }
    }

    private void keep(int most) {
        List<Cell> all = new ArrayList<>(cells.values());
        all.sort(Comparator.comparingLong((Cell cell) -> -cell.bytes).thenComparing(cell -> cell.stream));
        for (Cell cell : all.subList(Math.min(most, all.size()), all.size())) {
            others.add(cell);
            nameless.add(cell.stream);
            cells.remove(cell.stream);
        }
        last = null;
    }

    void named(int most, long from, long to, List<Share> into) {
        keep(most);
        cells.values().stream().sorted(Comparator.comparingLong(cell -> cell.stream))
                .forEach(cell -> into.add(cell.share(from, to, 1)));
        if (!nameless.isEmpty()) {
            into.add(others.share(from, to, Math.max(2, nameless.size())));
        }
    }
}
