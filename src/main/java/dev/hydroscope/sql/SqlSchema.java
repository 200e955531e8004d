package dev.hydroscope.sql;

import java.util.List;
import org.h2.value.TypeInfo;
import org.h2.value.Value;

/** The views as people are told of them. */
public final class SqlSchema {
    private SqlSchema() {
    }

    /** @param example a statement over it that runs */
    public record Table(String name, String about, String example, List<Field> columns) {
    }

    /** @param key rows are found by it without looking at all of them */
    public record Field(String name, String type, String about, boolean key) {
    }

    public static List<Table> tables() {
        return Views.ALL.stream().map(SqlSchema::table).toList();
    }

    private static Table table(View<?> view) {
        return new Table(view.name(), view.about(), view.example(), view.columns().stream().map(column -> new Field(column.name(),
                type(column.type()), column.about(), view.keys().contains(column.name()))).toList());
    }

    /** In the words that a CAST takes. */
    private static String type(TypeInfo type) {
        return switch (type.getValueType()) {
            case Value.VARCHAR -> "VARCHAR";
            case Value.TIMESTAMP_TZ -> "TIMESTAMP(9) WITH TIME ZONE";
            case Value.NUMERIC -> "NUMERIC(" + type.getPrecision() + ", " + type.getScale() + ")";
            default -> type.getDeclaredTypeName();
        };
    }
}
