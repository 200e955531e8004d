package dev.hydroscope.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as a bundle has it: its columns, the first of them its key. */
record BundleTable(String name, List<BundleColumn> columns) {
    private static final String COLUMNS = "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length"
            + " FROM information_schema.columns WHERE table_schema = 'PUBLIC' AND table_name <> 'SCHEMA_VERSION'"
            + " ORDER BY table_name, ordinal_position";

    /** All that a session's file of this schema has. */
    static List<BundleTable> all(Connection connection) throws SQLException {
        List<BundleTable> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (tables.isEmpty() || !tables.get(tables.size() - 1).name.equals(row.getString(1))) {
                    tables.add(new BundleTable(row.getString(1), new ArrayList<>()));
                }
                tables.get(tables.size() - 1).columns.add(new BundleColumn(row.getString(2), BundleKind.of(row.getString(3)),
                        row.getString(4).equals("YES"), row.getInt(5)));
            }
        }
        return tables;
    }

    private String quoted() {
        return columns.stream().map(column -> '"' + column.name() + '"').collect(Collectors.joining(", "));
    }

    /** Its rows in the order of their keys, behind one key where there is one. */
    String select(boolean behind) {
        String key = '"' + columns.get(0).name() + '"';
        return "SELECT " + quoted() + " FROM \"" + name + '"' + (behind ? " WHERE " + key + " > ?" : "") + " ORDER BY " + key;
    }

    String insert() {
        return "INSERT INTO \"" + name + "\" (" + quoted() + ") VALUES (" + "?, ".repeat(columns.size() - 1) + "?)";
    }

    void write(ResultSet row, BundleBytes out) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            BundleColumn column = columns.get(i);
            if (column.nullable()) {
                boolean none = row.getObject(i + 1) == null;
                out.number(none ? 0 : 1);
                if (none) {
                    continue;
                }
            }
            column.kind().write(row, i + 1, out);
        }
    }

    void read(BundleInput in, PreparedStatement into) throws IOException, SQLException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).nullable() && in.number(1) == 0) {
                BundleKind.none(into, i + 1);
            } else {
                columns.get(i).kind().read(in, columns.get(i), into, i + 1);
            }
        }
    }

    /** Its name and columns, so that whoever reads it knows whether it is the same. */
    void head(BundleBytes out) {
        out.text(name);
        out.number(columns.size());
        for (BundleColumn column : columns) {
            out.text(column.name());
            out.number(column.kind().ordinal());
        }
    }

    /** Goes past a head and says whether it is this table's. */
    boolean same(String read, BundleInput in) throws IOException {
        boolean same = read.equals(name) && in.number(BundleInput.MOST_NAMES) == columns.size();
        for (int i = 0; same && i < columns.size(); i++) {
            same = in.text(BundleInput.MOST_NAME).equals(columns.get(i).name())
                    && in.number(BundleInput.MOST_NAMES) == columns.get(i).kind().ordinal();
        }
        return same;
    }
}
