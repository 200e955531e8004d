package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The published segments as readers know them; only those that came since the last time are read. */
final class SegmentIndex {
    private List<Segment> byBlock = new ArrayList<>();
    private List<Segment> late = new ArrayList<>();
    private Map<Integer, List<Segment>> lateOf = new HashMap<>();
    private Map<Long, Long> reach = Map.of();
    private long epoch;
    private long next;

    /** @param ordinals of a segment of requests here and there; empty for those of a block */
    record Segment(long id, long block, long[] ordinals, long firstAt, long lastAt, int classes) {
        boolean within(long fromNanos, long toNanos) {
            return lastAt >= fromNanos && firstAt <= toNanos;
        }
    }

    /**
     * What was published when it was asked for; a block that was not has no segment, at its place or at all.
     *
     * @param epoch another one where segments may have come again under numbers that were others' before
     */
    record View(List<Segment> byBlock, List<Segment> late, Map<Integer, List<Segment>> lateByBlock, Map<Long, Long> reach,
            long epoch) {
        /** Until when its published requests last; the end of all times where that is not known. */
        long lastEnd(int block) {
            return reach.getOrDefault((long) block, Long.MAX_VALUE);
        }

        /** Those with requests of a block, in the order of publication. */
        List<Segment> lateOf(int block) {
            return lateByBlock.getOrDefault(block, List.of());
        }

        /** Without the segments that were published after one. */
        View until(long newest) {
            List<Segment> blocks = new ArrayList<>(byBlock);
            blocks.replaceAll(segment -> segment != null && segment.id() > newest ? null : segment);
            Map<Integer, List<Segment>> of = new HashMap<>();
            lateByBlock.forEach((block, segments) -> of.put(block, until(segments, newest)));
            return new View(blocks, until(late, newest), of, reach, epoch);
        }

        private static List<Segment> until(List<Segment> segments, long newest) {
            return segments.stream().filter(segment -> segment.id() <= newest).toList();
        }
    }

    synchronized View view(Connection connection) throws SQLException {
        List<Segment> fresh = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, block, ordinals, first_at, last_at, classes FROM segment WHERE id >= ? ORDER BY id")) {
            select.setLong(1, next);
            try (ResultSet r = select.executeQuery()) {
                while (r.next()) {
                    fresh.add(new Segment(r.getLong(1), r.getLong(2), ordinals(r.getBytes(3)), r.getLong(4),
                            r.getLong(5), r.getInt(6)));
                }
            }
        }
        if (!fresh.isEmpty()) {
            add(fresh);
            reach = ReachTable.read(connection);
        }
        View view = new View(byBlock, late, lateOf, reach, epoch);
        long newest = newest(connection);
        return newest + 1 < next ? view.until(newest) : view;
    }

    /** As the connection sees it: what others were told of may be newer than the moment it is of. */
    private static long newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM segment");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Copies, for a view given out before must not change. */
    private void add(List<Segment> fresh) {
        byBlock = new ArrayList<>(byBlock);
        late = new ArrayList<>(late);
        lateOf = new HashMap<>(lateOf);
        for (Segment segment : fresh) {
            next = segment.id() + 1;
            if (segment.block() < 0) {
                late.add(segment);
                LongStream.of(segment.ordinals()).mapToInt(ordinal -> (int) Block.number(ordinal)).distinct()
                        .forEach(block -> lateOf.merge(block, List.of(segment), SegmentIndex::joined));
                continue;
            }
            while (byBlock.size() <= segment.block()) {
                byBlock.add(null);
            }
            byBlock.set((int) segment.block(), segment);
        }
    }

    private static List<Segment> joined(List<Segment> before, List<Segment> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    private static long[] ordinals(byte[] packed) {
        Unpacker unpacker = new Unpacker(packed);
        List<Long> ordinals = new ArrayList<>();
        long ordinal = 0;
        while (unpacker.more()) {
            ordinal += unpacker.number();
            ordinals.add(ordinal);
        }
        return ordinals.stream().mapToLong(Long::longValue).toArray();
    }

    /** After the writer has opened the file anew: what was published last may not be in it. */
    synchronized void clear() {
        byBlock = new ArrayList<>();
        late = new ArrayList<>();
        lateOf = new HashMap<>();
        reach = Map.of();
        epoch++;
        next = 0;
    }
}
