package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file system in which the kernel describes its tracepoints. */
public final class Tracefs {
    private static final List<Path> MOUNTED = List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));
    private static final int CREATE = 6;
    /** A mount that nobody sees and that ends with this process. */
    private static int unseen = -1;

    private Tracefs() {
    }

    /** A path that leads to it: where it is mounted, else to a mount of our own, which leaves nothing behind. */
    public static synchronized Path path() {
        for (Path place : MOUNTED) {
            if (Files.isReadable(place.resolve("available_events"))) {
                return place;
            }
        }
        if (unseen < 0) {
            unseen = mount();
        }
        return unseen < 0 ? MOUNTED.get(0) : Path.of("/proc/self/fd/" + unseen);
    }

    private static int mount() {
        ByteBuffer name = Native.text("tracefs");
        int context = Syscall.fsopen(Native.address(name));
        try {
            return context < 0 || Syscall.fsconfig(context, CREATE) < 0 ? -1 : Syscall.fsmount(context);
        } finally {
            Syscall.close(context);
        }
    }
}
