package dev.hydroscope.bpf;

import dev.hydroscope.bpf.SiteSpec.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Has a process stop (SIGSTOP) once it reaches an instruction of that program: its entry, when all its libraries are there. */
public final class EntryStop implements AutoCloseable {
    private static final int CONTINUE = 18;
    private static final int SMALLEST_RING = 4096;

    private final BpfObject object;
    private final Links links;

    private EntryStop(BpfObject object, Links links) {
        this.object = object;
        this.links = links;
    }

    public static EntryStop at(Path program, long offset, int pid) throws ProbeException {
        boolean multi = Capability.uprobeMulti();
        Options options = new Options(pid, 1, 16, 1, 0, Set.of(), Set.of(), Set.of(), SMALLEST_RING, !multi, Options.Tcp.NONE);
        BpfObject object = BpfObject.load(Set.of("stop"), List.of(), options, multi);
        Links links = new Links(Libbpf.load(), !multi);
        try {
            links.attach(object.program("stop"), List.of(Place.entry(program, offset, 0)), pid);
            return new EntryStop(object, links);
        } catch (ProbeException e) {
            links.close();
            object.close();
            throw e;
        }
    }

    /** Lets a process go on that has been stopped. */
    public static void resume(int pid) {
        Syscall.kill(pid, CONTINUE);
    }

    @Override
    public void close() {
        links.close();
        object.close();
    }
}
