package dev.hydroscope.bpf;

import dev.hydroscope.bpf.SiteSpec.Place;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is attached of one tracer, and how it is taken off again. */
final class Links implements AutoCloseable {
    private static final int OPTIONS_BYTES = 40;
    private static final int AT_RETURNS = 1;
    private static final int PERF_EVENT = 41;

    /** The sites of one file that one link can hold. */
    private record Group(Place.Kind kind, Path file) {
    }

    private final Libbpf libbpf;
    private final boolean perSite;
    private final List<Runnable> links = new ArrayList<>();

    /** @param perSite one link a site, for kernels without uprobe_multi */
    Links(Libbpf libbpf, boolean perSite) {
        this.libbpf = libbpf;
        this.perSite = perSite;
    }

    /** The program at all of those places, each with its index as the cookie; those that are TOLD are passed over. */
    void attach(long program, List<Place> places, int pid) throws ProbeException {
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.kind() == Place.Kind.ENTRY || place.kind() == Place.Kind.RETURN) {
                groups.computeIfAbsent(new Group(place.kind(), place.file()), group -> new ArrayList<>()).add(i);
            }
        }
        for (Map.Entry<Group, List<Integer>> group : groups.entrySet()) {
            if (perSite) {
                for (int i : group.getValue()) {
                    single(program, places.get(i), i, pid);
                }
            } else {
                multi(libbpf.bpf_program__fd(program), group.getKey(), places, group.getValue(), pid);
            }
        }
    }

    private void multi(int program, Group group, List<Place> places, List<Integer> which, int pid) throws ProbeException {
        int count = which.size();
        ByteBuffer offsets = Layout.buffer(8 * count);
        ByteBuffer semaphores = Layout.buffer(8 * count);
        ByteBuffer cookies = Layout.buffer(8 * count);
        for (int i : which) {
            offsets.putLong(places.get(i).at());
            semaphores.putLong(places.get(i).semaphore());
            cookies.putLong(i);
        }
        ByteBuffer path = Native.text(group.file().toString());
        ByteBuffer attributes = multi(program, path, offsets, count, pid);
        attributes.putLong(32, Native.address(semaphores)).putLong(40, Native.address(cookies));
        attributes.putInt(52, group.kind() == Place.Kind.RETURN ? AT_RETURNS : 0);
        opened(Syscall.bpf(Syscall.BPF_LINK_CREATE, attributes), pid, group.file().toString());
    }

    /** The attributes of BPF_LINK_CREATE, without semaphores and cookies. */
    static ByteBuffer multi(int program, ByteBuffer path, ByteBuffer offsets, int count, int pid) {
        return Layout.buffer(64).putInt(program).putInt(0).putInt(BpfObject.UPROBE_MULTI).putInt(0)
                .putLong(Native.address(path)).putLong(Native.address(offsets)).putLong(0).putLong(0)
                .putInt(count).putInt(0).putInt(pid).putInt(0);
    }

    private void single(long program, Place place, int cookie, int pid) throws ProbeException {
        ByteBuffer options = Layout.buffer(OPTIONS_BYTES).putLong(OPTIONS_BYTES).putLong(place.semaphore()).putLong(cookie)
                .putLong(place.kind() == Place.Kind.RETURN ? 1 : 0).putLong(0);
        long link = libbpf.bpf_program__attach_uprobe_opts(program, pid == 0 ? -1 : pid, place.file().toString(),
                place.at(), Native.address(options));
        int failed = Libbpf.failed(link);
        if (failed != 0) {
            throw Fault.attach(failed, pid, place.file().toString());
        }
        links.add(() -> libbpf.bpf_link__destroy(link));
    }

    /** The program at a tracepoint of the kernel, by its number. */
    void tracepoint(int program, long id, int cookie) throws ProbeException {
        int event = opened(Syscall.tracepoint(id), 0, "tracepoint " + id);
        opened(Syscall.bpf(Syscall.BPF_LINK_CREATE, Layout.buffer(64).putInt(program).putInt(event).putInt(PERF_EVENT)
                .putInt(0).putLong(cookie)), 0, "tracepoint " + id);
    }

    /** The program at a tracepoint without its record. */
    void raw(int program, String name) throws ProbeException {
        opened(Syscall.rawTracepoint(program, name), 0, "tracepoint " + name);
    }

    private int opened(int fd, int pid, String what) throws ProbeException {
        if (fd < 0) {
            throw Fault.attach(-fd, pid, what);
        }
        links.add(0, () -> Syscall.close(fd));
        return fd;
    }

    /** All of them; what one by one takes seconds goes on in the background. */
    @Override
    public void close() {
        Runnable all = () -> links.forEach(Runnable::run);
        if (perSite) {
            Thread thread = new Thread(all, "detach");
            thread.setDaemon(true);
            thread.start();
        } else {
            all.run();
        }
    }
}
