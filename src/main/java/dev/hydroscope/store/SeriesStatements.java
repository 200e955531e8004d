package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects rows of series and marks, and writes them. */
final class SeriesStatements {
    private final PreparedStatement series;
    private final PreparedStatement mark;
    private final PreparedStatement lastMark;
    private final List<SeriesRow> rows = new ArrayList<>();
    private final List<MarkLog.Row> marks = new ArrayList<>();

    SeriesStatements(Connection connection) throws SQLException {
        this.series = connection.prepareStatement("MERGE INTO series (id, first_at, last_at, first_sample, samples, steps, data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.mark = connection.prepareStatement("MERGE INTO mark (id, first_at, last_at, marks, data) VALUES (?, ?, ?, ?, ?)");
        this.lastMark = connection.prepareStatement("SELECT id FROM mark WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1");
    }

    /** Where rows are put that are to be written. */
    List<SeriesRow> rows() {
        return rows;
    }

    List<MarkLog.Row> marks() {
        return marks;
    }

    int waiting() {
        return rows.size() + marks.size();
    }

    /** The id before a connection's first where it has no marks. */
    long lastMark(long connection) throws SQLException {
        lastMark.setLong(1, MarkLog.firstId(connection));
        lastMark.setLong(2, MarkLog.firstId(connection + 1) - 1);
        try (ResultSet result = lastMark.executeQuery()) {
            return result.next() ? result.getLong(1) : MarkLog.firstId(connection) - 1;
        }
    }

    void flush() throws SQLException {
        for (SeriesRow row : rows) {
            series.setLong(1, row.id());
            series.setLong(2, row.firstAt());
            series.setLong(3, row.lastAt());
            series.setLong(4, row.firstSample());
            series.setLong(5, row.samples());
            series.setInt(6, row.steps());
            series.setBytes(7, row.data());
            series.addBatch();
        }
        if (!rows.isEmpty()) {
            series.executeBatch();
            rows.clear();
        }
        for (MarkLog.Row row : marks) {
            mark.setLong(1, row.id());
            mark.setLong(2, row.firstAt());
            mark.setLong(3, row.lastAt());
            mark.setInt(4, row.marks());
            mark.setBytes(5, row.data());
            mark.addBatch();
        }
        if (!marks.isEmpty()) {
            mark.executeBatch();
            marks.clear();
        }
    }
}
