package dev.hydroscope.bpf;

import java.util.stream.LongStream;

/**
 * What became of every hit of every probe so far, by the probe's index. What is delivered is the rest: once a source has
 * ended, {@code delivered = hits - filtered - sampledOut - lost}, exactly. A snapshot; its numbers only grow from one to the
 * next, so that a loss lies between the two snapshots that differ in it.
 */
public record Counters(long[] hits, long[] filtered, long[] sampledOut, long[] lost) {
    public static Counters none(int probes) {
        return new Counters(new long[probes], new long[probes], new long[probes], new long[probes]);
    }

    public long allHits() {
        return LongStream.of(hits).sum();
    }

    public long allFiltered() {
        return LongStream.of(filtered).sum();
    }

    public long allSampledOut() {
        return LongStream.of(sampledOut).sum();
    }

    /** Hits for which the ring had no room. */
    public long allLost() {
        return LongStream.of(lost).sum();
    }

    public long allDelivered() {
        return allHits() - allFiltered() - allSampledOut() - allLost();
    }
}
