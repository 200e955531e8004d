package dev.hydroscope.bpf;

import dev.hydroscope.bpf.Options.Tcp.Owner;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** The programs that follow TCP connections: which of them this kernel and these options need, and where they are attached. */
final class TcpPrograms {
    private static final String STATES = "inet_sock_set_state";
    private static final String READS = "sock_recv_length";
    /** What tells of reads before Linux 6.3, by two programs. */
    private static final String READS_OF_TCP = "tcp_rcv_space_adjust";
    private static final String COPIES = "skb_copy_datagram_iovec";
    private static final int ITERATION = 28;
    private static final int ITERATION_INFO_BYTES = 16;
    private static final int PID_IN_INFO = 4;

    private final BpfObject object;
    private final Options options;

    TcpPrograms(BpfObject object, Options options) {
        this.object = object;
        this.options = options;
    }

    static Set<String> needed(Options options) {
        Set<String> programs = new HashSet<>(Set.of("tcp_state", "tcp_sample"));
        programs.addAll(readsOfAll(options) ? Set.of("tcp_receive") : Set.of("tcp_adjust", "tcp_copied"));
        if (!options.tcp().owners().isEmpty()) {
            programs.addAll(Set.of("tcp_accept", "tcp_seed"));
        }
        return programs;
    }

    /** Whether reads of every kind of socket are told, with who read how much. */
    private static boolean readsOfAll(Options options) {
        return !options.perSite() && Capability.rawTracepoint(READS);
    }

    static Capability.Line capability() {
        boolean all = Capability.rawTracepoint(READS);
        boolean some = Capability.rawTracepoint(STATES) && Capability.rawTracepoint(READS_OF_TCP);
        String detail = all ? "reads are told by " + READS : some ? "reads are told by " + READS_OF_TCP
                : "this kernel does not tell of TCP connections: leave tcp:* out";
        return new Capability.Line("TCP", all || some, false, detail, all || some ? "" : "use Linux 5.15 or newer");
    }

    void attach(Links links) throws ProbeException {
        links.raw(object.programFd("tcp_state"), STATES);
        if (readsOfAll(options)) {
            links.raw(object.programFd("tcp_receive"), READS);
        } else {
            links.raw(object.programFd("tcp_adjust"), READS_OF_TCP);
            links.raw(object.programFd("tcp_copied"), COPIES);
        }
        for (Owner owner : options.tcp().owners()) {
            links.attach(object.program("tcp_accept"), owner.accepts(), owner.pid());
        }
    }

    /** Once everything is attached and on: what begins meanwhile is told by the others, and nothing twice. */
    void seed() throws ProbeException {
        for (Owner owner : options.tcp().owners()) {
            object.set("seeding", owner.pid());
            look(owner.pid());
        }
    }

    /** Linux 6.1 looks at that process only; older ones refuse to, and look at all. */
    private void look(int pid) throws ProbeException {
        ByteBuffer info = Layout.buffer(ITERATION_INFO_BYTES).putInt(PID_IN_INFO, pid);
        int link = iteration(Native.address(info), ITERATION_INFO_BYTES);
        link = link < 0 ? iteration(0, 0) : link;
        int run = link < 0 ? link : Syscall.bpf(Syscall.BPF_ITER_CREATE, Layout.buffer(8).putInt(link).putInt(0));
        ByteBuffer nothing = Layout.buffer(Long.BYTES);
        int read = run;
        while (run >= 0 && (read = Syscall.read(run, nothing)) != 0) {
            if (read < 0 && read != -Native.EAGAIN) {
                break;
            }
        }
        Syscall.close(run);
        Syscall.close(link);
        if (read < 0) {
            throw Fault.attach(-read, pid, "the open connections of process " + pid);
        }
    }

    private int iteration(long info, int bytes) {
        return Syscall.bpf(Syscall.BPF_LINK_CREATE, Layout.buffer(64).putInt(object.programFd("tcp_seed")).putInt(0)
                .putInt(ITERATION).putInt(0).putLong(info).putInt(bytes));
    }
}
