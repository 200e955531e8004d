package dev.hydroscope.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In whose numbering of processes the kernel side has to tell pids, so that they are those of our /proc.
 *
 * @param mode enum pid_mode of trace.h
 * @param inode of the namespace; of GIVEN the target's, where its pid is `inner`
 */
record PidSpace(int mode, long device, long inode, int inner) {
    private static final int GLOBAL = 0;
    private static final int NAMESPACE = 1;
    private static final int GIVEN = 2;
    /** The inode that Linux gives the first pid namespace. */
    private static final long FIRST = 0xEFFF_FFFCL;

    static PidSpace of(int pid) throws ProbeException {
        try {
            Path ours = Path.of("/proc/self/ns/pid");
            if (inode(ours) == FIRST) {
                return new PidSpace(GLOBAL, 0, 0, 0);
            }
            Path its = Path.of("/proc/" + (pid == 0 ? "self" : pid) + "/ns/pid");
            boolean shared = inode(its) == inode(ours);
            return new PidSpace(shared ? NAMESPACE : GIVEN, (long) Files.getAttribute(its, "unix:dev"), inode(its),
                    shared ? 0 : innermost(pid));
        } catch (IOException e) {
            throw Fault.gone(pid);
        }
    }

    /** As the process itself knows it: the last of the numbers that it has. */
    private static int innermost(int pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(it -> it.startsWith("NSpid:"))
                .findFirst().orElseThrow(() -> new IOException("/proc tells no NSpid"));
        String[] numbers = line.trim().split("\\s+");
        return Integer.parseInt(numbers[numbers.length - 1]);
    }

    boolean given() {
        return mode == GIVEN;
    }

    private static long inode(Path file) throws IOException {
        return (long) Files.getAttribute(file, "unix:ino");
    }
}
