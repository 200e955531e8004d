package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Gives the segments of a file their columns that were published when there were none. */
final class ColumnDerivation {
    static final int SCHEMA = 4;
    private static final int COMMIT_SEGMENTS = 8;

    private final Connection connection;
    private final Names names;
    private final ColumnTable table;

    ColumnDerivation(Connection connection, Names names) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.table = new ColumnTable(connection);
    }

    void run() throws SQLException {
        SegmentIndex.View view = new SegmentIndex().view(connection);
        List<SegmentIndex.Segment> segments = new ArrayList<>(view.late());
        view.byBlock().stream().filter(segment -> segment != null).forEach(segments::add);
        int done = 0;
        try (PreparedStatement directory = connection.prepareStatement(StoredColumns.SELECT);
                PreparedStatement single = connection.prepareStatement(RequestTable.SELECT + "WHERE id = ?")) {
            for (SegmentIndex.Segment segment : segments) {
                if (StoredColumns.of(directory, new ColumnCache(), segment.id()).isEmpty()) {
                    table.put(segment.id(), columns(segment, single));
                }
                if (++done % COMMIT_SEGMENTS == 0) {
                    connection.commit();
                }
            }
        }
        connection.commit();
    }

    private ColumnSource columns(SegmentIndex.Segment segment, PreparedStatement single) throws SQLException {
        long first = segment.block() * SegmentPacker.SIZE;
        long[] ordinals = segment.block() < 0 ? segment.ordinals()
                : LongStream.range(first, first + SegmentPacker.SIZE).toArray();
        ColumnPacker packer = new ColumnPacker();
        for (int place = 0; place < ordinals.length; place++) {
            single.setLong(1, ordinals[place]);
            for (RequestRow row : RequestTable.rows(single, names)) {
                packer.put(row, place);
            }
        }
        return packer.make();
    }
}
