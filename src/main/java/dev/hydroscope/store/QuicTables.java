package dev.hydroscope.store;

import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.trace.Changes.Run;
import java.sql.SQLException;
import java.util.List;

/** Hands the runs of QUIC connections to all that is derived from them. */
final class QuicTables {
    /** Of so many runs at once the tables forget what they must, as they do at each commit. */
    private static final int RUNS = 8192;

    private final Layouts layoutOf = new Layouts();
    private final List<QuicTable> tables;
    private Layout[] layouts = new Layout[1024];
    private int runs;

    QuicTables(List<QuicTable> tables) {
        this.tables = tables;
    }

    void put(Run run) throws SQLException {
        put(run, false);
    }

    /** Of a connection whose events were written before, all of them. */
    void again(Run run, boolean first) throws SQLException {
        put(run, !first);
    }

    private void put(Run run, boolean seen) throws SQLException {
        int events = run.events().size();
        if (layouts.length < events) {
            layouts = new Layout[Integer.highestOneBit(events) * 2];
        }
        boolean quic = false;
        for (int i = 0; i < events; i++) {
            layouts[i] = layoutOf.of(run.events().get(i).probe());
            quic |= layouts[i].kind() != Kind.OTHER;
        }
        if (quic) {
            for (QuicTable table : tables) {
                if (!seen || !table.looksBack()) {
                    table.put(run, layouts);
                }
            }
            if (++runs == RUNS) {
                flush();
            }
        }
    }

    void flush() throws SQLException {
        runs = 0;
        for (QuicTable table : tables) {
            table.flush();
        }
    }
}
