package dev.hydroscope.bpf;

import java.util.stream.LongStream;

/**
 * What became of every hit of every probe so far, by the probe's index. What is delivered is the rest: once a source has
 * ended, {@code delivered = hits - filtered - sampledOut - lost}, exactly. A snapshot; its numbers only grow from one to the
 * next, so that a loss lies between the two snapshots that differ in it.
 *
 * @param missed hits of tracepoints, nobody knows of which, that came while another BPF program ran on the CPU
 */
public record Counters(long[] hits, long[] filtered, long[] sampledOut, long[] lost, long missed) {
    public static Counters none(int probes) {
        return new Counters(new long[probes], new long[probes], new long[probes], new long[probes], 0);
    }

    Counters missing(long more) {
        return new Counters(hits, filtered, sampledOut, lost, more);
    }

    public long allHits() {
        return LongStream.of(hits).sum() + missed;
    }

    public long allFiltered() {
        return LongStream.of(filtered).sum();
    }

    public long allSampledOut() {
        return LongStream.of(sampledOut).sum();
    }

    /** Hits for which the ring had no room, or which found the program busy. */
    public long allLost() {
        return LongStream.of(lost).sum() + missed;
    }

    public long allDelivered() {
        return allHits() - allFiltered() - allSampledOut() - allLost();
    }
}
