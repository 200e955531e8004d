package dev.hydroscope.source;

import dev.hydroscope.bpf.Capability;
import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.Options;
import dev.hydroscope.bpf.Options.Tcp.Of;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.ProcessWatch;
import dev.hydroscope.bpf.RecordHandler;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Found;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A running process, or every one of a binary, traced by its probes. Attached when it is made; it loses nothing but what its
 * counters call lost.
 */
public final class ProbeSource implements Source {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private final Tracer tracer;
    private final Processes processes;
    private final Decoder decoder;
    private final List<Probe> probesBySite;
    private final long clockOffsetNanos = Clock.offsetNanos();
    private final List<Probe> probes;
    private volatile RingReader reader;
    private RecordingWriter recording;

    private ProbeSource(Tracer tracer, Processes processes, Plan plan) {
        this.tracer = tracer;
        this.processes = processes;
        this.probesBySite = plan.probesBySite();
        this.decoder = new Decoder(probesBySite, clockOffsetNanos);
        this.probes = plan.probes();
    }

    /** What costs the first attach of a JVM half a second, done ahead; the answer is nobody's concern. */
    public static void warmUp() {
        Warmth.gain();
        Capability.check();
    }

    /** Refuses, with the remedy, a process that is gone, that has none of the probes, or that may not be traced. */
    public static ProbeSource attach(Target target, CaptureSettings settings) throws ProbeException {
        Warmth.gain();
        ProcessWatch watch = ProcessWatch.of(target.pid());
        try {
            requireSame(target, watch);
            Found found = found(() -> Wanted.of(settings.probes()).on(target, KernelEvents.tracepoints()));
            if (!target.problem().isEmpty() && (found.chosen().isEmpty() || !target.providers().isEmpty())) {
                throw new ProbeException("process " + target.pid() + " cannot be traced: " + target.problem(),
                        "choose another from the list of targets");
            }
            Plan plan = Plan.of(found, CATALOGUE, settings, "process " + target.pid() + " (" + target.binaryName() + ")");
            Options.Tcp tcp = plan.tcp(Of.TARGET, List.of(target.pid()));
            Tracer tracer = Tracer.attach(plan.sites(), options(target.pid(), plan, tcp, settings));
            return requireSame(target, watch, new ProbeSource(tracer, Processes.of(target, watch), plan));
        } catch (ProbeException e) {
            watch.close();
            throw e;
        }
    }

    /** Every process that runs the binary, also those that start later: a restart is another process of the same session. */
    public static ProbeSource follow(Path binary, CaptureSettings settings) throws ProbeException {
        return everywhere(found(() -> Wanted.of(settings.probes()).in(binary)), Of.TARGET, Targets.running(binary), settings,
                binary.toString());
    }

    /** The kernel's events, TCP connections among them, and the files that the settings name, whichever process it is. */
    public static ProbeSource machine(CaptureSettings settings) throws ProbeException {
        return everywhere(found(() -> Wanted.of(settings.probes()).ofMachine(KernelEvents.tracepoints())), Of.MACHINE, List.of(),
                settings, "this machine");
    }

    private static ProbeSource everywhere(Found found, Of tcp, List<Integer> running, CaptureSettings settings, String name)
            throws ProbeException {
        Warmth.gain();
        Plan plan = Plan.of(found, CATALOGUE, settings, name);
        Tracer tracer = Tracer.attach(plan.sites(), options(0, plan, plan.tcp(tcp, running), settings));
        return new ProbeSource(tracer, Processes.all(), plan);
    }

    /** A search for what is wanted. */
    private interface Search {
        Found found() throws WantedException;
    }

    private static Found found(Search search) throws ProbeException {
        try {
            return search.found();
        } catch (WantedException e) {
            throw new ProbeException(e.getMessage(), e.hint());
        }
    }

    private static Options options(int pid, Plan plan, Options.Tcp tcp, CaptureSettings settings) {
        return new Options(pid, plan.probes().size(), settings.valueLimitBytes(), settings.sample(),
                ThreadLocalRandom.current().nextLong(), settings.requestHeaders(), settings.responseHeaders(),
                settings.withheldHeaders(), settings.ringBytes(), false,
                settings.sample() < 1 ? tcp.sampled() : tcp);
    }

    /** A pid is a process only while that runs: what was attached to after it ended may be another's. */
    private static ProbeSource requireSame(Target target, ProcessWatch watch, ProbeSource source) throws ProbeException {
        try {
            requireSame(target, watch);
            return source;
        } catch (ProbeException e) {
            source.tracer.close();
            throw e;
        }
    }

    private static void requireSame(Target target, ProcessWatch watch) throws ProbeException {
        if (watch.exited() || !target.running()) {
            throw new ProbeException("process " + target.pid() + " (" + target.command() + ") has ended",
                    "look at the list of targets again");
        }
    }

    @Override
    public synchronized void start(Consumer<List<Event>> doorway) {
        if (reader != null) {
            throw new IllegalStateException("started twice");
        }
        RecordHandler tee = recording == null ? (ring, offset, length) -> { } : recording::record;
        reader = new RingReader(tracer, decoder, processes, doorway, tee);
    }

    /** Before the start: keeps every record in this file as well, as it comes out of the ring; its owner closes it last. */
    public synchronized RecordingWriter record(Path file) throws RecordingException {
        recording = new RecordingWriter(file, probesBySite, clockOffsetNanos);
        processes.known().forEach(process -> recording.process(process.pid(), process.startNanos()));
        return recording;
    }

    /** What loading and attaching took. */
    public Duration attachedIn() {
        return tracer.attachedIn();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return processes.known();
    }

    @Override
    public Counters counters() {
        return tracer.counters();
    }

    @Override
    public long undecodable() {
        return decoder.undecodable();
    }

    @Override
    public boolean ended() {
        return !reason().isEmpty();
    }

    @Override
    public String reason() {
        RingReader reading = reader;
        return reading == null ? "" : reading.reason();
    }

    @Override
    public synchronized void close() {
        tracer.detach();
        if (reader != null) {
            reader.finish();
        }
        tracer.close();
        processes.close();
    }
}
