package dev.hydroscope.trace;

import dev.hydroscope.trace.Tcp.Joined;
import java.util.ArrayList;
import java.util.List;

/** A TCP connection of which more may come: its row, the connections on it, and what was told before there was one. */
final class TcpLife {
    final Tcp row;
    final Generation generation;
    /** In the order they came; the last is the one that it carries now. */
    final List<OpenConnection> on = new ArrayList<>(1);
    /** Events that came before anything told whose they are. */
    final List<Event> held = new ArrayList<>(2);
    int heldTick;

    TcpLife(long number, Generation generation) {
        this.row = new Tcp(number);
        this.generation = generation;
    }

    boolean homeless() {
        return on.isEmpty();
    }

    /** The one that it carries now. */
    OpenConnection carried() {
        return on.get(on.size() - 1);
    }

    boolean open() {
        return row.closedNanos == 0;
    }

    /** It carries something to which H2O has given no number that is known yet. */
    boolean awaitsName() {
        return !homeless() && !carried().numbered() && carried().quic == 0 && !carried().evicted;
    }

    boolean carriesTls() {
        return !homeless() && carried().tls != 0;
    }

    /** What was inferred once is not made exact by what follows. */
    void joined(boolean exact) {
        row.joined = exact && row.joined != Joined.INFERRED ? Joined.EXACT : Joined.INFERRED;
    }
}
