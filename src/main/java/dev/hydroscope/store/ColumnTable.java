package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the columns of a segment, a row each: which there are, the numbers by their kinds, the headers by their keys. */
final class ColumnTable {
    static final int ROW_BITS = 10;
    /** The first row tells which requests and which headers there are. */
    static final int NUMBERS = 1;
    static final int HEADERS = NUMBERS + ColumnSource.KINDS;

    private final PreparedStatement insert;
    private final Packer packer = new Packer(1 << 15);

    ColumnTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT INTO request_column (id, data) VALUES (?, ?)");
    }

    static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME = 'REQUEST_COLUMN'");
                ResultSet result = select.executeQuery()) {
            return result.next();
        }
    }

    static long row(long segment, int column) {
        return segment << ROW_BITS | column;
    }

    void put(long segment, ColumnSource columns) throws SQLException {
        packer.clear();
        new Directory(columns.present(), columns.others(), columns.keys()).pack(packer);
        put(row(segment, 0));
        for (int kind = 0; kind < ColumnSource.KINDS; kind++) {
            columns.numbers(kind).pack(packer);
            put(row(segment, NUMBERS + kind));
        }
        for (int i = 0; i < columns.keys().length; i++) {
            HeaderColumnCodec.pack(columns.header(i), packer);
            put(row(segment, HEADERS + i));
        }
        insert.executeBatch();
    }

    private void put(long id) throws SQLException {
        insert.setLong(1, id);
        insert.setBytes(2, packer.take());
        insert.addBatch();
        packer.clear();
    }

    /** Which requests and headers a segment has columns of. */
    record Directory(Places present, Places others, int[] keys) {
        void pack(Packer packer) {
            present.pack(packer);
            others.pack(packer);
            packer.number(keys.length);
            int before = 0;
            for (int key : keys) {
                packer.number(key - before);
                before = key;
            }
        }

        static Directory unpack(byte[] data) {
            Unpacker unpacker = new Unpacker(data);
            Places present = Places.unpack(unpacker);
            Places others = Places.unpack(unpacker);
            int[] keys = new int[unpacker.count()];
            int key = 0;
            for (int i = 0; i < keys.length; i++) {
                key += (int) unpacker.number();
                keys[i] = key;
            }
            return new Directory(present, others, keys);
        }
    }
}
