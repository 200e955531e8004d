package dev.hydroscope.bpf;

import dev.hydroscope.bpf.SiteSpec.Place;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernel side at work on sites. Detaching and reading may go on in different threads; after detach nothing more comes into
 * the ring, and its counters are final.
 */
public final class Tracer implements AutoCloseable {
    private final BpfObject object;
    private final RingBuffer ring;
    private final Mapping counters;
    private final ByteBuffer counts;
    private final Histograms histograms;
    private final Values values;
    private final Set<String> programs;
    private final int probes;
    private final boolean follows;
    private Links links;
    private Duration attachedIn = Duration.ZERO;
    private Counters last;
    private long missedBefore;
    private long missed;
    private boolean closed;

    private Tracer(BpfObject object, Set<String> programs, List<SiteSpec> sites, Options options) throws ProbeException {
        this.object = object;
        this.programs = Set.copyOf(programs);
        this.values = BpfObject.counted(sites) ? new Values(object.fd("values")) : Values.NONE;
        this.probes = options.probes();
        this.follows = options.tcp().followed();
        this.ring = new RingBuffer(object.fd("ring"), options.ringBytes());
        int bytes = Cpus.POSSIBLE * Layout.rowLength(probes) * Layout.COUNTERS_BYTES;
        this.counters = Mapping.of(object.fd("counters"), 0, Mapping.roundToPage(bytes), false);
        this.counts = counters.buffer();
        this.histograms = BpfObject.measured(sites) ? Histograms.of(object.fd("histograms"), probes) : Histograms.NONE;
        this.last = Counters.none(probes);
    }

    /** Attaches all of the sites, of whatever files, for the options' process or every one. */
    public static Tracer attach(List<SiteSpec> sites, Options options) throws ProbeException {
        return attach("trace", sites, options);
    }

    /** The same with a program that does nothing: what the traps alone cost. */
    public static Tracer attachNothing(List<SiteSpec> sites, Options options) throws ProbeException {
        return attach("nothing", sites, options);
    }

    private static Tracer attach(String program, List<SiteSpec> sites, Options options) throws ProbeException {
        long begun = System.nanoTime();
        requireTellable(sites, options);
        boolean multi = !options.perSite() && Capability.uprobeMulti();
        Set<String> programs = programs(program, sites, options);
        BpfObject object = BpfObject.load(programs, sites, options, multi);
        try {
            Tracer tracer = new Tracer(object, programs, sites, options);
            tracer.link(program, sites, options, new Links(Libbpf.load(), !multi));
            tracer.attachedIn = Duration.ofNanos(System.nanoTime() - begun);
            return tracer;
        } catch (ProbeException e) {
            object.close();
            throw e;
        }
    }

    /** The kernel's events are of all processes: where pids cannot be compared, those of one cannot be told. */
    private static void requireTellable(List<SiteSpec> sites, Options options) throws ProbeException {
        if (sites.stream().anyMatch(site -> site.place().kind() == Place.Kind.TRACEPOINT)
                && PidSpace.of(options.pid()).given()) {
            throw new ProbeException("process " + options.pid() + " has another number in its own pid namespace, and ours is not"
                    + " the first one: which of the kernel's events are its own cannot be told",
                    "run Hydroscope on the host, or in the container's pid namespace; or trace the whole machine");
        }
    }

    private static Set<String> programs(String program, List<SiteSpec> sites, Options options) {
        Set<String> programs = new HashSet<>();
        for (SiteSpec site : sites) {
            switch (site.place().kind()) {
                case ENTRY, RETURN -> programs.add(program);
                case TRACEPOINT -> programs.add("kernel_trace");
                case TOLD -> programs.addAll(TcpPrograms.needed(options));
            }
        }
        return programs;
    }

    private void link(String program, List<SiteSpec> sites, Options options, Links fresh) throws ProbeException {
        links = fresh;
        List<Place> places = sites.stream().map(SiteSpec::place).toList();
        try {
            links.attach(object.program(program), places, options.pid());
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).kind() == Place.Kind.TRACEPOINT) {
                    links.tracepoint(object.programFd("kernel_trace"), places.get(i).at(), i);
                }
            }
            TcpPrograms tcp = new TcpPrograms(object, options);
            if (follows) {
                tcp.attach(links);
            }
            missedBefore = missedByAll();
            object.power(true);
            if (follows) {
                tcp.seed();
            }
        } catch (ProbeException e) {
            links.close();
            unmap();
            throw e;
        }
    }

    public RingBuffer ring() {
        return ring;
    }

    /** From the call of attach to its return. */
    public Duration attachedIn() {
        return attachedIn;
    }

    /** Has the open TCP connections told of that have moved bytes since the last time. */
    public synchronized void sampleTcp() {
        if (follows && links != null) {
            object.run("tcp_sample");
        }
    }

    public synchronized Counters counters() {
        if (!closed) {
            last = read();
        }
        return last;
    }

    /** What a probe's sites have added up so far; zeros where none of them measures. */
    public synchronized Histogram histogram(int probe) {
        return histograms.of(probe);
    }

    /** How often a probe's argument had each value; none where no site counts by one. */
    public synchronized List<ValueCount> values(int probe) {
        return values.of(probe);
    }

    private long missedByAll() {
        return Stream.of("trace", "kernel_trace", "tcp_state").filter(programs::contains).mapToLong(object::missed).sum();
    }

    private Counters read() {
        Counters sum = Counters.none(probes);
        for (int cpu = 0; cpu < Cpus.POSSIBLE; cpu++) {
            for (int probe = 0; probe < probes; probe++) {
                int at = (cpu * Layout.rowLength(probes) + probe) * Layout.COUNTERS_BYTES;
                sum.hits()[probe] += counts.getLong(at);
                sum.filtered()[probe] += counts.getLong(at + 8);
                sum.sampledOut()[probe] += counts.getLong(at + 16);
                sum.lost()[probe] += counts.getLong(at + 24);
            }
        }
        missed = links == null ? missed : missedByAll() - missedBefore;
        return sum.missing(missed);
    }

    /**
     * Has TCP sampled for the last time, switches the programs off and detaches them; where sites are attached one by one, the
     * latter goes on in the background.
     */
    public synchronized void detach() {
        if (links != null) {
            sampleTcp();
            missed = missedByAll() - missedBefore;
            object.power(false);
            links.close();
            links = null;
        }
    }

    /** Detaches where that is still to do, and gives everything back. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        detach();
        last = read();
        closed = true;
        unmap();
        object.close();
    }

    private void unmap() {
        ring.close();
        counters.close();
        histograms.close();
        values.close();
    }
}
