package dev.hydroscope.bpf;

import static java.util.Map.entry;

import dev.hydroscope.bpf.SiteSpec.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel side, loaded: its program and its maps, with the options built in. */
final class BpfObject implements AutoCloseable {
    static final String RESOURCE = "/native/trace.bpf.o";
    static final int UPROBE_MULTI = 48;
    static final int KPROBE = 2;
    private static final int TRACEPOINT = 5;
    static final int RAW_TRACEPOINT = 17;
    private static final int SYSCALL = 31;
    private static final int TRACING = 26;
    private static final Map<String, Integer> PROGRAMS = Map.ofEntries(entry("trace", KPROBE), entry("nothing", KPROBE),
            entry("stop", KPROBE), entry("kernel_trace", TRACEPOINT), entry("tcp_accept", KPROBE),
            entry("tcp_state", RAW_TRACEPOINT), entry("tcp_receive", RAW_TRACEPOINT), entry("tcp_adjust", RAW_TRACEPOINT),
            entry("tcp_copied", RAW_TRACEPOINT), entry("tcp_seed", TRACING), entry("tcp_sample", SYSCALL));
    /** Names the object in the kernel's lists, and its read-only data for every version of libbpf. */
    private static final String NAME = "trace";
    /** Of struct bpf_prog_info, up to and with recursion_misses (Linux 5.12). */
    private static final int PROGRAM_INFO_BYTES = 216;
    private static final int PROGRAM_MISSES = 208;
    private static final int LOG_BYTES = 1 << 16;
    private static final int DECISIONS = 1 << 16;
    /** TCP connections that are followed, and spans that are measured, at once; values that are counted. */
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Libbpf libbpf;
    private final long object;

    private BpfObject(Libbpf libbpf, long object) {
        this.libbpf = libbpf;
        this.object = object;
    }

    /** @param programs those that are to be attached */
    static BpfObject load(Set<String> programs, List<SiteSpec> sites, Options options, boolean multi) throws ProbeException {
        Libbpf libbpf = Libbpf.load();
        ByteBuffer image = image();
        ByteBuffer name = Native.text(NAME);
        ByteBuffer open = Layout.buffer(16).putLong(16).putLong(Native.address(name));
        long object = libbpf.bpf_object__open_mem(Native.address(image), image.capacity(), Native.address(open));
        if (Libbpf.failed(object) != 0) {
            throw Fault.load(Libbpf.failed(object), "");
        }
        BpfObject loaded = new BpfObject(libbpf, object);
        try {
            loaded.size(sites, options);
            loaded.load(programs, multi);
            loaded.fill(sites, options);
            return loaded;
        } catch (ProbeException e) {
            loaded.close();
            throw e;
        }
    }

    private static ByteBuffer image() throws ProbeException {
        try (InputStream in = BpfObject.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ProbeException("this build lacks the BPF program", "build with clang: src/bin/hydroscope does");
            }
            byte[] bytes = in.readAllBytes();
            return Layout.buffer(bytes.length).put(bytes).rewind();
        } catch (IOException e) {
            throw new ProbeException("cannot read the BPF program: " + e.getMessage(), "build again");
        }
    }

    private void size(List<SiteSpec> sites, Options options) throws ProbeException {
        ByteBuffer rodata = Layout.options(options, PidSpace.of(options.pid()));
        check(libbpf.bpf_map__set_initial_value(map(NAME + ".rodata"), Native.address(rodata), Layout.OPTIONS_BYTES));
        entries("ring", options.ringBytes());
        entries("sites", Math.max(1, sites.size()));
        entries("counters", Cpus.POSSIBLE * Layout.rowLength(options.probes()));
        entries("names", Math.max(1, Layout.names(options).size()));
        entries("decisions", options.sample() < 1 ? DECISIONS : 1);
        entries("sockets", options.tcp().followed() ? MOST_AT_ONCE : 1);
        entries("histograms", measured(sites) ? histogramCells(options.probes()) : 1);
        entries("begun", measured(sites) ? MOST_AT_ONCE : 1);
        entries("values", counted(sites) ? MOST_AT_ONCE : 1);
    }

    static int histogramCells(int probes) {
        return Cpus.POSSIBLE * Layout.rowLength(probes) * Layout.HISTOGRAM_ROW;
    }

    static boolean measured(List<SiteSpec> sites) {
        return sites.stream().anyMatch(site -> site.measure().measure().ordinal() > Measure.COUNT.ordinal());
    }

    static boolean counted(List<SiteSpec> sites) {
        return sites.stream().anyMatch(site -> site.measure().measure() == Measure.VALUES);
    }

    private void entries(String map, int entries) throws ProbeException {
        check(libbpf.bpf_map__set_max_entries(map(map), entries));
    }

    private void load(Set<String> programs, boolean multi) throws ProbeException {
        ByteBuffer log = Layout.buffer(LOG_BYTES);
        for (Map.Entry<String, Integer> program : PROGRAMS.entrySet()) {
            long handle = program(program.getKey());
            libbpf.bpf_program__set_type(handle, program.getValue());
            libbpf.bpf_program__set_autoload(handle, programs.contains(program.getKey()));
            if (multi && program.getValue() == KPROBE) {
                check(libbpf.bpf_program__set_expected_attach_type(handle, UPROBE_MULTI));
            }
            logInto(log, program.getKey());
        }
        int result = libbpf.bpf_object__load(object);
        if (result < 0) {
            throw Fault.load(-result, StandardCharsets.UTF_8.decode(log).toString().replace("\0", ""));
        }
    }

    /** What the verifier says is worth having, but not there in libbpf 0.5. */
    private void logInto(ByteBuffer log, String program) throws ProbeException {
        try {
            check(libbpf.bpf_program__set_log_buf(program(program), Native.address(log), LOG_BYTES));
        } catch (UnsatisfiedLinkError e) {
            log.clear().put("libbpf keeps the reason to itself".getBytes(StandardCharsets.US_ASCII)).rewind();
        }
    }

    private void fill(List<SiteSpec> sites, Options options) throws ProbeException {
        for (int i = 0; i < sites.size(); i++) {
            update("sites", number(i), Layout.site(sites.get(i)));
        }
        for (Map.Entry<String, Integer> name : Layout.names(options).entrySet()) {
            update("names", Layout.name(name.getKey()), number(name.getValue()));
        }
    }

    /** The first thing the program looks at. */
    void power(boolean on) {
        set("power", on ? 1 : 0);
    }

    /** A map of one number. */
    void set(String map, int value) {
        try {
            update(map, number(0), number(value));
        } catch (ProbeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer number(int value) {
        return Layout.buffer(4).putInt(value).rewind();
    }

    private void update(String map, ByteBuffer key, ByteBuffer value) throws ProbeException {
        check(libbpf.bpf_map_update_elem(fd(map), Native.address(key), Native.address(value), 0));
    }

    private static void check(int result) throws ProbeException {
        if (result < 0) {
            throw Fault.load(-result, "");
        }
    }

    int fd(String map) {
        return libbpf.bpf_map__fd(map(map));
    }

    long program(String name) {
        return libbpf.bpf_object__find_program_by_name(object, name);
    }

    int programFd(String name) {
        return libbpf.bpf_program__fd(program(name));
    }

    /** A program of type `syscall`, here and now. */
    void run(String name) {
        int failed = Syscall.bpf(Syscall.BPF_PROG_TEST_RUN, Layout.buffer(80).putInt(programFd(name)));
        if (failed < 0) {
            throw new IllegalStateException("the kernel does not run " + name + ": error " + -failed);
        }
    }

    /** How often a program could not run, as another one was running on its CPU. */
    long missed(String program) {
        ByteBuffer info = Layout.buffer(PROGRAM_INFO_BYTES);
        ByteBuffer ask = Layout.buffer(16).putInt(programFd(program)).putInt(PROGRAM_INFO_BYTES).putLong(Native.address(info));
        return Syscall.bpf(Syscall.BPF_OBJ_GET_INFO_BY_FD, ask) < 0 ? 0 : info.getLong(PROGRAM_MISSES);
    }

    private long map(String name) {
        return libbpf.bpf_object__find_map_by_name(object, name);
    }

    @Override
    public void close() {
        libbpf.bpf_object__close(object);
    }
}
