package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes search segments of the requests that are written: a block of 2,000 is published when all of it is finished, or
 * when newer ones press. Until then readers look at its rows; so they do at requests that grow after that.
 */
final class Segments {
    /** So many requests are looked at one by one in each search at most, while a session runs. */
    private static final int UNPUBLISHED = 8;
    private static final int TERMS = 4_000_000;
    private static final int KEPT = 40;
    private static final int LATE = SegmentPacker.SIZE;

    private final RequestTable requests;
    private final SegmentTable table;
    private final NameStats stats;
    private final BitSet published;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final Set<Long> late = new LinkedHashSet<>();
    private final List<Long> lateToWrite = new ArrayList<>();
    private long nextOrdinal;

    Segments(Connection connection, Names names, RequestTable requests, NameStats stats) throws SQLException {
        this.requests = requests;
        this.table = new SegmentTable(connection);
        this.stats = stats;
        this.published = table.published();
        this.nextOrdinal = table.number("SELECT COALESCE(MAX(id), -1) FROM request") + 1;
        readLate(connection);
        readUnpublished(connection, names);
    }

    private void readLate(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM late");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                late.add(result.getLong(1));
            }
        }
    }

    /** What a writer before this one left without a segment. */
    private void readUnpublished(Connection connection, Names names) throws SQLException {
        NameStats counted = new NameStats();
        try (PreparedStatement select = connection.prepareStatement(
                RequestTable.SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id")) {
            for (long number = 0; number * SegmentPacker.SIZE < nextOrdinal; number++) {
                if (!published.get((int) number)) {
                    select.setLong(1, number * SegmentPacker.SIZE);
                    select.setLong(2, (number + 1) * SegmentPacker.SIZE - 1);
                    for (RequestRow row : RequestTable.rows(select, names)) {
                        block(number).put(row, counted);
                    }
                }
            }
        }
    }

    private Block block(long number) {
        return blocks.computeIfAbsent(number, Block::new);
    }

    /** What is stored of a request; nothing where it is new. */
    Summary before(long ordinal) throws SQLException {
        if (ordinal >= nextOrdinal) {
            return Summary.NONE;
        }
        Block block = blocks.get(Block.number(ordinal));
        if (block != null) {
            return block.summary(ordinal);
        }
        Optional<RequestRow> row = requests.get(ordinal);
        return row.map(Terms::count).orElse(Summary.NONE);
    }

    Summary put(RequestRow row) {
        long ordinal = row.ordinal();
        nextOrdinal = Math.max(nextOrdinal, ordinal + 1);
        long number = Block.number(ordinal);
        boolean tooLate = published.get((int) number);
        if (tooLate && late.add(ordinal)) {
            lateToWrite.add(ordinal);
        }
        Block block = tooLate ? blocks.get(number) : block(number);
        return block == null ? Terms.count(row) : block.put(row, stats);
    }

    /** Publishes what is due, of what has been flushed. */
    void publish(boolean all) throws SQLException {
        table.late(lateToWrite);
        lateToWrite.clear();
        if (late.size() >= LATE || all && !late.isEmpty()) {
            publishLate();
        }
        int open = (int) blocks.values().stream().filter(block -> !block.published()).count();
        int terms = blocks.values().stream().mapToInt(Block::terms).sum();
        for (Block block : List.copyOf(blocks.values())) {
            if (!block.published() && (all || block.done() || open > UNPUBLISHED || terms > TERMS)) {
                terms -= block.terms();
                table.publish(block, new byte[0]);
                published.set((int) block.number);
                open--;
            }
        }
        forget();
    }

    private void forget() {
        while (blocks.size() > KEPT && blocks.firstEntry().getValue().published()) {
            blocks.pollFirstEntry();
        }
    }

    /** The late ones get segments of their own, which hold them as they are now. */
    private void publishLate() throws SQLException {
        Iterator<Long> rest = new TreeSet<>(late).iterator();
        while (rest.hasNext()) {
            publishLate(rest);
        }
        table.clearLate();
        late.clear();
    }

    private void publishLate(Iterator<Long> rest) throws SQLException {
        Packer ordinals = new Packer();
        Block block = new Block(-1);
        long before = 0;
        for (int place = 0; place < SegmentPacker.SIZE && rest.hasNext();) {
            Optional<RequestRow> row = requests.get(rest.next());
            if (row.isPresent()) {
                block.put(row.get(), place++, new NameStats());
                table.reach(row.get());
                ordinals.number(row.get().ordinal() - before);
                before = row.get().ordinal();
            }
        }
        table.publish(block, ordinals.take());
    }
}
