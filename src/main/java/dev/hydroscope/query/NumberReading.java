package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields that are numbers, or what is known of the connection: of that the numbers are those of texts as they come. */
final class NumberReading extends FieldReading {
    private final ColumnScan scan;
    private final Field field;
    private final LongIndex connections = new LongIndex();
    private final List<Long> keys = new ArrayList<>();
    private final Map<String, Long> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private ColumnBlock block;

    NumberReading(ColumnScan scan, Field field) {
        this.scan = scan;
        this.field = field;
    }

    @Override
    void enter(ColumnBlock next) {
        block = next;
    }

    @Override
    long first(int place) {
        return switch (field) {
            case STATUS -> known(block.status(place));
            case CLASS -> block.status(place) == 0 ? NONE : block.status(place) / 100;
            case PROTOCOL -> known(block.httpVersion(place));
            case THREAD -> known(block.thread(place));
            case CONN -> block.conn(place);
            default -> ofConnection(place);
        };
    }

    private static long known(long number) {
        return number == 0 ? NONE : number;
    }

    /** Each connection is asked once. */
    private long ofConnection(int place) {
        int asked = connections.find(block.connection(place));
        if (asked < 0) {
            asked = connections.add(block.connection(place));
            keys.add(scan.neighbours().connection(block.bare(place)).map(this::key).orElse(NONE));
        }
        return keys.get(asked);
    }

    private long key(ConnectionRow row) {
        if (field == Field.PID) {
            return known(row.pid());
        }
        String text = switch (field) {
            case PEER -> row.peer();
            case NETWORK -> Network.of(row.peer()).name();
            case SNI -> row.sni();
            default -> row.alpn();
        };
        return text.isEmpty() ? NONE : codes.computeIfAbsent(text, fresh -> {
            texts.add(fresh);
            return (long) texts.size() - 1;
        });
    }

    @Override
    Said say(long key, long ordinal) {
        String text = switch (field) {
            case STATUS, THREAD, CONN, PID -> Long.toString(key);
            case CLASS -> key + "xx";
            case PROTOCOL -> Protocol.name((int) key);
            default -> texts.get((int) key);
        };
        return new Said(text, Optional.of(text).filter(whole -> whole.indexOf('\ufffd') < 0), false, false);
    }
}
