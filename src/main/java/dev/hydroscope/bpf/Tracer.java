package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The kernel side at work on a binary's sites. Detaching and reading may go on in different threads; after detach nothing more
 * comes into the ring, and its counters are final.
 */
public final class Tracer implements AutoCloseable {
    private final BpfObject object;
    private final RingBuffer ring;
    private final Mapping counters;
    private final ByteBuffer counts;
    private final int probes;
    private final boolean perSite;
    private Links links;
    private Duration attachedIn = Duration.ZERO;
    private Counters last;
    private boolean closed;

    private Tracer(BpfObject object, Options options, boolean perSite) throws ProbeException {
        this.object = object;
        this.probes = options.probes();
        this.perSite = perSite;
        this.ring = new RingBuffer(object.fd("ring"), options.ringBytes());
        int bytes = Cpus.POSSIBLE * Layout.rowLength(probes) * Layout.COUNTERS_BYTES;
        this.counters = Mapping.of(object.fd("counters"), 0, roundToPage(bytes), false);
        this.counts = counters.buffer();
        this.last = Counters.none(probes);
    }

    /** Attaches to the sites of the processes that run the binary; it names the file the kernel sees, /proc/PID/exe for one. */
    public static Tracer attach(Path binary, List<SiteSpec> sites, Options options) throws ProbeException {
        return attach("trace", binary, sites, options);
    }

    /** The same with a program that does nothing: what the traps alone cost. */
    public static Tracer attachNothing(Path binary, List<SiteSpec> sites, Options options) throws ProbeException {
        return attach("nothing", binary, sites, options);
    }

    private static Tracer attach(String program, Path binary, List<SiteSpec> sites, Options options)
            throws ProbeException {
        long begun = System.nanoTime();
        boolean multi = !options.perSite() && Capability.uprobeMulti();
        BpfObject object = BpfObject.load(program, sites, options, multi);
        try {
            Tracer tracer = new Tracer(object, options, !multi);
            tracer.link(program, binary, sites, options.pid());
            tracer.attachedIn = Duration.ofNanos(System.nanoTime() - begun);
            return tracer;
        } catch (ProbeException e) {
            object.close();
            throw e;
        }
    }

    private void link(String program, Path binary, List<SiteSpec> sites, int pid) throws ProbeException {
        long handle = object.program(program);
        try {
            links = perSite ? Links.perSite(handle, binary, sites, pid)
                    : Links.multi(Libbpf.load().bpf_program__fd(handle), binary, sites, pid);
            object.power(true);
        } catch (ProbeException e) {
            ring.close();
            counters.close();
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

    public synchronized Counters counters() {
        if (!closed) {
            last = read();
        }
        return last;
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
        return sum;
    }

    /** Switches the program off and detaches it; where sites are attached one by one, the latter goes on in the background. */
    public synchronized void detach() {
        if (links == null) {
            return;
        }
        object.power(false);
        Links detached = links;
        links = null;
        if (perSite) {
            Thread thread = new Thread(detached::close, "detach");
            thread.setDaemon(true);
            thread.start();
        } else {
            detached.close();
        }
    }

    private static int roundToPage(int bytes) {
        return (bytes + Mapping.PAGE_BYTES - 1) / Mapping.PAGE_BYTES * Mapping.PAGE_BYTES;
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
        ring.close();
        counters.close();
        object.close();
    }
}
