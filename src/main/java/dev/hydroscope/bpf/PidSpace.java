package dev.hydroscope.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In whose numbering of processes the kernel side has to tell pids, so that they are those of our /proc.
 *
 * @param mode enum pid_mode of trace.h
 */
record PidSpace(int mode, long device, long inode) {
    private static final int GLOBAL = 0;
    private static final int NAMESPACE = 1;
    private static final int GIVEN = 2;
    /** The inode that Linux gives the first pid namespace. */
    private static final long FIRST = 0xEFFF_FFFCL;

    static PidSpace of(int pid) throws ProbeException {
        try {
            Path ours = Path.of("/proc/self/ns/pid");
            if (inode(ours) == FIRST) {
                return new PidSpace(GLOBAL, 0, 0);
            }
            if (pid != 0 && inode(Path.of("/proc/" + pid + "/ns/pid")) != inode(ours)) {
                return new PidSpace(GIVEN, 0, 0);
            }
            return new PidSpace(NAMESPACE, (long) Files.getAttribute(ours, "unix:dev"), inode(ours));
        } catch (IOException e) {
            throw Fault.gone(pid);
        }
    }

    private static long inode(Path file) throws IOException {
        return (long) Files.getAttribute(file, "unix:ino");
    }
}
