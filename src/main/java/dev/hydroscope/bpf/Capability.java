package dev.hydroscope.bpf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this machine lets us do, a line for each thing that is needed and can be told with the privileges we have. */
public record Capability(List<Line> lines) {
    private static final int MAP_TYPE_RINGBUF = 27;
    private static final long NEEDED = 1L << 21 | 1L << 19;

    /**
     * @param needed without it no probe can be attached; else it is only slower
     * @param remedy "" where it is there
     */
    public record Line(String what, boolean ok, boolean needed, String detail, String remedy) {
    }

    public Capability {
        lines = List.copyOf(lines);
    }

    public static Capability check() {
        List<Line> lines = new ArrayList<>();
        lines.add(kernel(System.getProperty("os.version")));
        lines.add(architecture(System.getProperty("os.arch")));
        Line privilege = privilege();
        lines.add(privilege);
        lines.add(line("BTF", Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "the kernel's type information",
                "use a kernel built with CONFIG_DEBUG_INFO_BTF=y; those of Debian and Ubuntu are"));
        Line calls = nativeCalls();
        lines.add(calls);
        if (calls.ok) {
            lines.add(libbpf());
        }
        lines.add(line("BPF program", BpfObject.class.getResource(BpfObject.RESOURCE) != null, "in this build",
                "build with clang installed: src/bin/hydroscope does"));
        if (privilege.ok && calls.ok) {
            lines.add(line("ring buffer", ringBuffer(), "BPF_MAP_TYPE_RINGBUF", "use Linux 5.15 or newer"));
            boolean multi = uprobeMulti();
            lines.add(new Line("uprobe_multi", multi, false,
                    multi ? "one link attaches every site" : "sites are attached one by one, and detached slowly",
                    multi ? "" : "Linux 6.10 or newer does it at once"));
            lines.add(TcpPrograms.capability());
        }
        return new Capability(lines);
    }

    public boolean available() {
        return lines.stream().allMatch(line -> line.ok || !line.needed);
    }

    /** Why no probe can be attached; "" where they can. */
    public String reason() {
        return firstMissing().map(line -> line.what + ": " + line.detail).orElse("");
    }

    /** What to do about it; "" where there is nothing to do. */
    public String hint() {
        return firstMissing().map(Line::remedy).orElse("");
    }

    private Optional<Line> firstMissing() {
        return lines.stream().filter(line -> line.needed && !line.ok).findFirst();
    }

    private static Line line(String what, boolean ok, String detail, String remedy) {
        return new Line(what, ok, true, ok ? detail : "missing", ok ? "" : remedy);
    }

    static Line kernel(String version) {
        String[] parts = version.split("[^0-9]+");
        int major = Integer.parseInt(parts[0]);
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        boolean ok = major > 5 || major == 5 && minor >= 15;
        return new Line("Linux", ok, true, version, ok ? "" : "use Linux 5.15 or newer");
    }

    static Line architecture(String name) {
        boolean ok = name.equals("amd64") || name.equals("aarch64");
        return new Line("architecture", ok, true, name, ok ? "" : "use x86-64 or arm64");
    }

    private static Line privilege() {
        try {
            String effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:")).findFirst().orElse("CapEff: 0").substring(7).strip();
            boolean ok = (Long.parseUnsignedLong(effective, 16) & NEEDED) == NEEDED;
            String detail = ok ? "CAP_SYS_ADMIN, CAP_SYS_PTRACE" : "CAP_SYS_ADMIN or CAP_SYS_PTRACE is missing";
            return new Line("privilege", ok, true, detail, ok ? "" : Fault.PRIVILEGE_HINT);
        } catch (IOException | NumberFormatException e) {
            return new Line("privilege", false, true, "/proc cannot be read: " + e.getMessage(), "mount /proc");
        }
    }

    /** jffi unpacks its library into the temporary folder, which may not be one to run things from. */
    private static Line nativeCalls() {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            Native.errno();
            return new Line("native calls", true, true, "jnr-ffi", "");
        } catch (LinkageError e) {
            return new Line("native calls", false, true, "no library can be loaded from " + folder,
                    "name a folder that allows it: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/var/lib/hydroscope");
        }
    }

    private static Line libbpf() {
        try {
            Libbpf.load();
            return new Line("libbpf", true, true, "installed", "");
        } catch (ProbeException e) {
            return new Line("libbpf", false, true, e.getMessage(), e.hint());
        }
    }

    private static boolean ringBuffer() {
        ByteBuffer attributes = Layout.buffer(72).putInt(MAP_TYPE_RINGBUF).putInt(0).putInt(0).putInt(4096 * 16);
        int fd = Syscall.bpf(Syscall.BPF_MAP_CREATE, attributes);
        Syscall.close(fd);
        return fd >= 0;
    }

    /** Whether the kernel has a tracepoint of that name. */
    static boolean rawTracepoint(String name) {
        int program = trivial(BpfObject.RAW_TRACEPOINT, 0);
        int link = program < 0 ? program : Syscall.rawTracepoint(program, name);
        Syscall.close(link);
        Syscall.close(program);
        return link >= 0;
    }

    /** A program that answers 0. */
    private static int trivial(int type, int attachedAs) {
        ByteBuffer code = Layout.buffer(16).putLong(0xb7).putLong(0x95);
        ByteBuffer license = Native.text("GPL");
        return Syscall.bpf(Syscall.BPF_PROG_LOAD, Layout.buffer(72).putInt(type).putInt(2).putLong(Native.address(code))
                .putLong(Native.address(license)).putInt(68, attachedAs));
    }

    /**
     * Whether one link can attach many sites of one process: a directory is refused as such, and so is pid -1. Early
     * kernels that take the pid for a thread's do not refuse it; they would show the main thread's events only.
     */
    static boolean uprobeMulti() {
        int program = trivial(BpfObject.KPROBE, BpfObject.UPROBE_MULTI);
        if (program < 0) {
            return false;
        }
        ByteBuffer root = Native.text("/");
        ByteBuffer offset = Layout.buffer(8);
        int any = Syscall.bpf(Syscall.BPF_LINK_CREATE, Links.multi(program, root, offset, 1, 0));
        int none = Syscall.bpf(Syscall.BPF_LINK_CREATE, Links.multi(program, root, offset, 1, -1));
        Syscall.close(program);
        return any == -Native.EBADF && none == -Native.EINVAL;
    }
}
