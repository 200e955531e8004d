package dev.hydroscope.sql;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.store.EventRow;
import java.util.List;
import org.h2.value.Value;

/**
 * An event and its connection.
 *
 * @param conn -1: it belongs to none
 * @param probe as people write it
 */
record Firing(long conn, Value probe, EventRow row) {
    private static final long NOBODY = -1;

    long atNanos() {
        return row.event().atNanos();
    }

    Value stream() {
        List<Argument> arguments = row.event().probe().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.kind().number() && (argument.name().equals("stream_id") || argument.name().equals("stream"))) {
                return Cell.number(row.event().number(i));
            }
        }
        return Cell.known(NOBODY);
    }
}
