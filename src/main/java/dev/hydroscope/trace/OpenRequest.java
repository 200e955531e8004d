package dev.hydroscope.trace;

/** A request of which more may come: its row, and what of it has been written. */
final class OpenRequest {
    private static final int HEADER_BYTES = 120;

    final Request row;
    final OpenConnection connection;
    private final Trail trail;
    private int gapsSeen;
    int writtenHeaders;
    long bytes;
    boolean queued;
    boolean closed;
    int dirtyTick;
    int touchedTick;

    OpenRequest(Request row, OpenConnection connection, Trail trail) {
        this.row = row;
        this.connection = connection;
        this.trail = trail;
        this.gapsSeen = trail.gaps;
    }

    boolean responded() {
        return row.respondedNanos != 0;
    }

    /** Something between the events of this request was lost, and may have been its own. */
    boolean noticeLoss() {
        boolean lost = gapsSeen != trail.gaps;
        if (lost) {
            gapsSeen = trail.gaps;
            row.gaps |= Request.LOST_EVENTS;
        }
        return lost;
    }

    /** @return what it takes in memory, roughly */
    long add(Header header) {
        row.add(header);
        long size = HEADER_BYTES + header.value().length;
        bytes += size;
        return size;
    }
}
