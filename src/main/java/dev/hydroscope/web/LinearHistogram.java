package dev.hydroscope.web;

/** Numbers of a range, in equal steps of it; those outside are counted apart. */
final class LinearHistogram {
    private final long least;
    private final long most;
    private final long width;
    private final long[] bins;
    private long below;
    private long above;

    LinearHistogram(long least, long most, int bins) {
        this.least = least;
        this.most = most;
        long span = most - least < 0 ? Long.MAX_VALUE : most - least;
        this.width = span / bins + 1;
        this.bins = new long[(int) Math.min(bins, span / width + 1)];
    }

    void add(long value) {
        if (value < least) {
            below++;
        } else if (value > most) {
            above++;
        } else {
            bins[(int) Math.min(bins.length - 1, (value - least) / width)]++;
        }
    }

    long from(int bin) {
        return least + bin * width;
    }

    /** Both ends belong to it. */
    long to(int bin) {
        return bin == bins.length - 1 ? most : from(bin + 1) - 1;
    }

    long[] bins() {
        return bins.clone();
    }

    long below() {
        return below;
    }

    long above() {
        return above;
    }
}
