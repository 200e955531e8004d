package dev.hydroscope.session;

/**
 * A session's account. Once it has ended: hits = events + filtered + sampledOut + undecodable + lost, exactly; while it
 * runs, what is under way makes the difference.
 *
 * @param hits firings of the attached probes
 * @param events of them, those stored
 * @param truncated values that were cut at the session's limit
 */
public record Counts(long hits, long events, long connections, long requests, long headers, long packets, long truncated,
        long undecodable, long filtered, long sampledOut, Lost lost) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Lost(0, 0, 0, 0));

    /**
     * Where events were lost: no room in the kernel's ring, no room in the queue to the writer, not written to the disk.
     *
     * @param unattached known to have fired where nothing was attached
     */
    public record Lost(long kernel, long queue, long store, long unattached) {
        public long total() {
            return kernel + queue + store;
        }
    }

    /** Of a session that runs, what its file holds at one moment: what is under way is left out. */
    static Counts stored(Counts now, dev.hydroscope.store.Counts file) {
        long hits = file.events() + now.filtered + now.sampledOut + now.undecodable + now.lost.total();
        return new Counts(hits, file.events(), file.connections(), file.requests(), file.headers(), file.packets(),
                file.truncated(), now.undecodable, now.filtered, now.sampledOut, now.lost);
    }

    /** What is neither stored nor accounted for: under way while the session runs, 0 afterwards. */
    public long open() {
        return hits - events - filtered - sampledOut - undecodable - lost.total();
    }
}
