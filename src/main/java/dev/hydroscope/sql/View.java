package dev.hydroscope.sql;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * A readable view: what people write SQL over. Every one begins with the column `session`.
 *
 * @param example a statement over it that runs
 * @param keys columns by whose bounds its rows are found without looking at all, the most telling first
 * @param rows of one session, oldest first: no fewer than the bounds admit; those of others are only wasted time
 * @param size about how many rows a session has, for the choice of the order of joins
 * @param ways in which its rows may be gone through besides
 */
record View<R>(String name, String about, String example, List<Column<R>> columns, List<String> keys,
        BiFunction<Opened, Bounds, Iterator<R>> rows, ToDoubleFunction<Opened> size, List<Way<R>> ways) {
    View(String name, String about, String example, List<Column<R>> columns, List<String> keys,
            BiFunction<Opened, Bounds, Iterator<R>> rows, ToDoubleFunction<Opened> size) {
        this(name, about, example, columns, keys, rows, size, List.of());
    }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }
}
