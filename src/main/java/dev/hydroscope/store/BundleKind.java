package dev.hydroscope.store;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;

/** How the values of a column stand in a bundle; the place in this list is written, so that nothing may come before another. */
enum BundleKind {
    NUMBER {
        @Override
        void write(ResultSet row, int column, BundleBytes out) throws SQLException {
            out.signed(row.getLong(column));
        }

        @Override
        void read(BundleInput in, BundleColumn column, PreparedStatement into, int place) throws IOException, SQLException {
            into.setLong(place, in.signed());
        }
    },
    FLAG {
        @Override
        void write(ResultSet row, int column, BundleBytes out) throws SQLException {
            out.number(row.getBoolean(column) ? 1 : 0);
        }

        @Override
        void read(BundleInput in, BundleColumn column, PreparedStatement into, int place) throws IOException, SQLException {
            into.setBoolean(place, in.number(1) == 1);
        }
    },
    TEXT {
        @Override
        void write(ResultSet row, int column, BundleBytes out) throws SQLException {
            out.text(row.getString(column));
        }

        @Override
        void read(BundleInput in, BundleColumn column, PreparedStatement into, int place) throws IOException, SQLException {
            into.setString(place, in.text(column.most()));
        }
    },
    BYTES {
        @Override
        void write(ResultSet row, int column, BundleBytes out) throws SQLException {
            byte[] bytes = row.getBytes(column);
            out.number(bytes.length);
            out.bytes(bytes);
        }

        @Override
        void read(BundleInput in, BundleColumn column, PreparedStatement into, int place) throws IOException, SQLException {
            into.setBytes(place, in.bytes((int) in.number(column.most())));
        }
    };

    private static final Map<String, BundleKind> OF_TYPES = Map.of("BIGINT", NUMBER, "INTEGER", NUMBER, "TINYINT", NUMBER,
            "BOOLEAN", FLAG, "CHARACTER VARYING", TEXT, "BINARY VARYING", BYTES);

    /** Of a type as H2 calls it. */
    static BundleKind of(String type) {
        BundleKind kind = OF_TYPES.get(type);
        if (kind == null) {
            throw new IllegalStateException("a session's file has a column of the type " + type + ", which no bundle knows");
        }
        return kind;
    }

    abstract void write(ResultSet row, int column, BundleBytes out) throws SQLException;

    abstract void read(BundleInput in, BundleColumn column, PreparedStatement into, int place) throws IOException, SQLException;

    static void none(PreparedStatement into, int place) throws SQLException {
        into.setNull(place, Types.NULL);
    }
}
