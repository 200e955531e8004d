package dev.hydroscope.query;

/** About how many different numbers came, within some three hundredths: counts those of which a hash begins with zeros. */
final class DistinctEstimate {
    private static final int MOST = 4096;

    private LongIndex kept = new LongIndex();
    private int zeros;

    void add(long key) {
        if (wanted(key)) {
            kept.add(key);
            while (kept.size() > MOST) {
                zeros++;
                LongIndex fewer = new LongIndex();
                for (int i = 0; i < kept.size(); i++) {
                    if (wanted(kept.key(i))) {
                        fewer.add(kept.key(i));
                    }
                }
                kept = fewer;
            }
        }
    }

    private boolean wanted(long key) {
        long hash = (key ^ key >>> 31) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return Long.numberOfLeadingZeros(hash ^ hash >>> 31) >= zeros;
    }

    long distinct() {
        return (long) kept.size() << zeros;
    }
}
