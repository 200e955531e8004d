package dev.hydroscope.bpf;

/** Holds on to one process, so that its exit is told and its pid cannot be mistaken for another's. */
public final class ProcessWatch implements AutoCloseable {
    private final int pidfd;

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
    public boolean exited() {
        return Syscall.readable(pidfd);
    }

    @Override
    public void close() {
        Syscall.close(pidfd);
    }
}
