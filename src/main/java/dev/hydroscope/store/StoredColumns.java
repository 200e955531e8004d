package dev.hydroscope.store;

import dev.hydroscope.store.ColumnTable.Directory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** The columns of a segment in the file; each is read when it is asked for. */
final class StoredColumns implements ColumnSource {
    static final String SELECT = "SELECT data FROM request_column WHERE id = ?";

    private final PreparedStatement select;
    private final ColumnCache cache;
    private final long segment;
    private final Directory directory;

    private StoredColumns(PreparedStatement select, ColumnCache cache, long segment, Directory directory) {
        this.select = select;
        this.cache = cache;
        this.segment = segment;
        this.directory = directory;
    }

    /** Empty for a segment that an older Hydroscope published. */
    static Optional<StoredColumns> of(PreparedStatement select, ColumnCache cache, long segment) throws SQLException {
        Object directory = read(select, cache, ColumnTable.row(segment, 0), Directory::unpack);
        return Optional.ofNullable(directory).map(found -> new StoredColumns(select, cache, segment, (Directory) found));
    }

    @Override
    public Places present() {
        return directory.present();
    }

    @Override
    public Places others() {
        return directory.others();
    }

    @Override
    public Numbers numbers(int kind) throws SQLException {
        return (Numbers) there(ColumnTable.NUMBERS + kind, Numbers::unpack);
    }

    @Override
    public int[] keys() {
        return directory.keys();
    }

    @Override
    public HeaderColumn header(int index) throws SQLException {
        return (HeaderColumn) there(ColumnTable.HEADERS + index, HeaderColumnCodec::unpack);
    }

    private Object there(int column, Function<byte[], Object> unpack) throws SQLException {
        Object found = read(select, cache, ColumnTable.row(segment, column), unpack);
        if (found == null) {
            throw new SQLException("column " + column + " of segment " + segment + " is missing");
        }
        return found;
    }

    private static Object read(PreparedStatement select, ColumnCache cache, long row, Function<byte[], Object> unpack)
            throws SQLException {
        Object known = cache.get(row);
        if (known != null) {
            return known;
        }
        select.setLong(1, row);
        try (ResultSet result = select.executeQuery()) {
            if (!result.next()) {
                return null;
            }
            Object read = unpack.apply(result.getBytes(1));
            cache.put(row, read);
            return read;
        }
    }
}
