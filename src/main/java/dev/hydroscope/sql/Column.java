package dev.hydroscope.sql;

import java.util.function.BiFunction;
import org.h2.value.TypeInfo;
import org.h2.value.Value;

/**
 * A column of a view. Its value is worked out only where a statement asks for it, so that wide views cost nothing.
 *
 * @param about what it holds, its unit and when it is NULL; stands in the schema page
 */
record Column<R>(String name, TypeInfo type, String about, BiFunction<Opened, R, Value> value) {
}
