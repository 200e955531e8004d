package dev.hydroscope.bpf;

/** What the kernel or libbpf says, as what people need to know. */
final class Fault {
    static final String PRIVILEGE_HINT = "run Hydroscope as root, or with CAP_SYS_ADMIN and CAP_SYS_PTRACE";

    private Fault() {
    }

    static ProbeException gone(int pid) {
        return new ProbeException("process " + pid + " is gone", "look at the list of targets again");
    }

    static ProbeException load(int errno, String log) {
        return switch (errno) {
            case Native.EPERM, Native.EACCES -> privilege("load the BPF program", errno, log);
            case Native.ENOMEM -> new ProbeException("the kernel has no memory for the buffers",
                    "choose a smaller ring buffer, or raise the limit of locked memory (ulimit -l)");
            default -> new ProbeException("the kernel refuses the BPF program: " + lastLine(log, errno),
                    "Hydroscope needs Linux 5.15 or newer with BTF; `hydroscope doctor` tells what is missing");
        };
    }

    static ProbeException attach(int errno, int pid, String binary) {
        return switch (errno) {
            case Native.EPERM, Native.EACCES -> privilege("attach to " + binary, errno, "");
            case Native.ESRCH -> gone(pid);
            case Native.ENOENT -> new ProbeException(binary + " is gone", "look at the list of targets again");
            case Native.EBADF, Native.ENOEXEC -> new ProbeException(binary + " is not a program file", "name an ELF binary");
            case Native.EINVAL -> new ProbeException(binary + " does not have these probe sites",
                    "it was replaced while it runs, or another tracer reads its probes another way; restart the server");
            default -> new ProbeException("cannot attach to " + binary + ": error " + errno + " of the kernel",
                    "`hydroscope doctor` tells what works on this machine");
        };
    }

    private static ProbeException privilege(String what, int errno, String log) {
        if (errno == Native.EACCES && !log.isBlank()) {
            return new ProbeException("the kernel refuses the BPF program: " + lastLine(log, errno),
                    "report this with the kernel's version");
        }
        return new ProbeException("no privilege to " + what, PRIVILEGE_HINT);
    }

    private static String lastLine(String log, int errno) {
        String[] lines = log.strip().split("\n");
        for (int i = lines.length - 1; i >= 0; i--) {
            if (!lines[i].isBlank() && !lines[i].startsWith("processed")) {
                return lines[i].strip();
            }
        }
        return "error " + errno;
    }
}
