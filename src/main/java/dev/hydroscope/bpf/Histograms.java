package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The histograms of all probes, read in place: a row for each CPU and probe. Closed, they stay as they were last. */
final class Histograms implements AutoCloseable {
    static final Histograms NONE = new Histograms(Optional.empty(), 0);

    private final Optional<Mapping> mapping;
    private final ByteBuffer cells;
    private final Histogram[] last;
    private boolean closed;

    private Histograms(Optional<Mapping> mapping, int probes) {
        this.mapping = mapping;
        this.cells = mapping.map(Mapping::buffer).orElse(Layout.buffer(0));
        this.last = new Histogram[probes];
    }

    static Histograms of(int fd, int probes) throws ProbeException {
        int bytes = Mapping.roundToPage(BpfObject.histogramCells(probes) * Long.BYTES);
        return new Histograms(Optional.of(Mapping.of(fd, 0, bytes, false)), probes);
    }

    Histogram of(int probe) {
        return mapping.isEmpty() ? Histogram.EMPTY : closed ? last[probe] : read(probe);
    }

    private Histogram read(int probe) {
        long[] row = new long[Layout.HISTOGRAM_ROW];
        for (int cpu = 0; cpu < Cpus.POSSIBLE; cpu++) {
            int at = (cpu * Layout.rowLength(last.length) + probe) * Layout.HISTOGRAM_ROW;
            for (int i = 0; i < row.length; i++) {
                row[i] += cells.getLong((at + i) * Long.BYTES);
            }
        }
        int after = Layout.BUCKETS;
        return new Histogram(Arrays.copyOf(row, after), row[after], row[after + 1], row[after + 2], row[after + 3]);
    }

    @Override
    public void close() {
        if (!closed && mapping.isPresent()) {
            for (int probe = 0; probe < last.length; probe++) {
                last[probe] = read(probe);
            }
            mapping.get().close();
        }
        closed = mapping.isPresent();
    }
}
