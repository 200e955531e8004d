package dev.hydroscope.bpf;

import java.nio.ByteBuffer;

/** The system calls that libbpf 1.1 or Java has no function for. Each answers the kernel's value, or -errno. */
final class Syscall {
    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));
    private static final int BPF = ARM ? 280 : 321;
    private static final int READ = ARM ? 63 : 0;
    private static final int KILL = ARM ? 129 : 62;
    private static final int PIDFD_OPEN = 434;
    private static final int MMAP = ARM ? 222 : 9;
    private static final int POLL = ARM ? 73 : 271;
    private static final int PERF_EVENT_OPEN = ARM ? 241 : 298;
    private static final int FSOPEN = 430;
    private static final int FSCONFIG = 431;
    private static final int FSMOUNT = 432;
    private static final int CLOSE_ON_EXEC = 8;
    private static final int TRACEPOINT = 2;
    private static final int PERF_ATTRIBUTES_BYTES = 112;
    static final int BPF_MAP_CREATE = 0;
    static final int BPF_PROG_LOAD = 5;
    static final int BPF_PROG_TEST_RUN = 10;
    static final int BPF_OBJ_GET_INFO_BY_FD = 15;
    static final int BPF_RAW_TRACEPOINT_OPEN = 17;
    static final int BPF_MAP_LOOKUP_BATCH = 24;
    static final int BPF_LINK_CREATE = 28;
    static final int BPF_ITER_CREATE = 33;

    private Syscall() {
    }

    static int bpf(int command, ByteBuffer attributes) {
        long address = Native.address(attributes);
        return result(Native.LIBC.syscall(BPF, command, address, attributes.capacity(), 0, 0, 0));
    }

    static int pidfdOpen(int pid) {
        return result(Native.LIBC.syscall(PIDFD_OPEN, pid, 0, 0, 0, 0, 0));
    }

    static int kill(int pid, int signal) {
        return result(Native.LIBC.syscall(KILL, pid, signal, 0, 0, 0, 0));
    }

    /** An event for the tracepoint of that number, which a program can be linked to; it fires on every CPU. */
    static int tracepoint(long id) {
        ByteBuffer attributes = Layout.buffer(PERF_ATTRIBUTES_BYTES).putInt(TRACEPOINT).putInt(PERF_ATTRIBUTES_BYTES).putLong(id);
        return result(Native.LIBC.syscall(PERF_EVENT_OPEN, Native.address(attributes), -1, 0, -1, CLOSE_ON_EXEC, 0));
    }

    /** What a file system of that name is set up with; like what follows, closed when this process runs another program. */
    static int fsopen(long name) {
        return result(Native.LIBC.syscall(FSOPEN, name, 1, 0, 0, 0, 0));
    }

    static int fsconfig(int context, int command) {
        return result(Native.LIBC.syscall(FSCONFIG, context, command, 0, 0, 0, 0));
    }

    /** A mount at no place, read only, without devices and programs. */
    static int fsmount(int context) {
        return result(Native.LIBC.syscall(FSMOUNT, context, 1, 1 | 2 | 4 | 8, 0, 0, 0));
    }

    /** The program at a tracepoint, called with the tracepoint's own arguments. */
    static int rawTracepoint(int program, String name) {
        ByteBuffer text = Native.text(name);
        return bpf(BPF_RAW_TRACEPOINT_OPEN, Layout.buffer(16).putLong(Native.address(text)).putInt(program));
    }

    /** An address, or -errno. */
    static long mmap(int fd, int offset, int bytes, int protection, int flags) {
        long address = Native.LIBC.syscall(MMAP, 0, bytes, protection, flags, fd, offset);
        return address == -1 ? -Native.errno() : address;
    }

    /** Whether reading from it would not block; does not wait. */
    static boolean readable(int fd) {
        ByteBuffer poll = Layout.buffer(8 + 16).putInt(fd).putShort((short) 1).putShort((short) 0).putLong(0).putLong(0);
        long address = Native.address(poll);
        return Native.LIBC.syscall(POLL, address, 1, address + 8, 0, 0, 0) > 0;
    }

    /** How many bytes, 0 at the end, or -errno. */
    static int read(int fd, ByteBuffer into) {
        return result(Native.LIBC.syscall(READ, fd, Native.address(into), into.capacity(), 0, 0, 0));
    }

    static void close(int fd) {
        if (fd >= 0) {
            Native.LIBC.close(fd);
        }
    }

    private static int result(long value) {
        return value < 0 ? -Native.errno() : (int) value;
    }
}
