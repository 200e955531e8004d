package dev.hydroscope.bpf;

/** Holds on to one process, so that its exit is told and its pid cannot be mistaken for another's. */
public final class ProcessWatch implements AutoCloseable {
    private final int pidfd;
    private boolean exited;
    private boolean closed;

    private ProcessWatch(int pidfd) {
        this.pidfd = pidfd;
    }

    public static ProcessWatch of(int pid) throws ProbeException {
        int pidfd = Syscall.pidfdOpen(pid);
        if (pidfd == -Native.ESRCH || pidfd == -Native.EINVAL) {
            throw Fault.gone(pid);
        }
        if (pidfd < 0) {
            throw new ProbeException("cannot watch process " + pid + ": error " + -pidfd + " of the kernel",
                    "Hydroscope needs Linux 5.15 or newer");
        }
        return new ProcessWatch(pidfd);
    }

    /** Not blocking; once true it stays true. */
    public synchronized boolean exited() {
        exited |= !closed && Syscall.readable(pidfd);
        return exited;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Syscall.close(pidfd);
        }
    }
}
