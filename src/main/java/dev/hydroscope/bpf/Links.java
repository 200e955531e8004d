package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The attachment of one program to all sites: one link where the kernel has uprobe_multi, else one a site. */
final class Links implements AutoCloseable {
    private static final int OPTIONS_BYTES = 40;

    private final Runnable detach;

    private Links(Runnable detach) {
        this.detach = detach;
    }

    static Links multi(int program, Path binary, List<SiteSpec> sites, int pid) throws ProbeException {
        int count = sites.size();
        ByteBuffer offsets = Layout.buffer(8 * count);
        ByteBuffer semaphores = Layout.buffer(8 * count);
        ByteBuffer cookies = Layout.buffer(8 * count);
        for (int i = 0; i < count; i++) {
            offsets.putLong(sites.get(i).fileOffset());
            semaphores.putLong(sites.get(i).semaphoreFileOffset());
            cookies.putLong(i);
        }
        ByteBuffer path = Native.text(binary.toString());
        ByteBuffer attributes = multi(program, path, offsets, count, pid);
        attributes.putLong(32, Native.address(semaphores)).putLong(40, Native.address(cookies));
        int link = Syscall.bpf(Syscall.BPF_LINK_CREATE, attributes);
        if (link < 0) {
            throw Fault.attach(-link, pid, binary.toString());
        }
        return new Links(() -> Syscall.close(link));
    }

    /** The attributes of BPF_LINK_CREATE, without semaphores and cookies. */
    static ByteBuffer multi(int program, ByteBuffer path, ByteBuffer offsets, int count, int pid) {
        return Layout.buffer(64).putInt(program).putInt(0).putInt(BpfObject.UPROBE_MULTI).putInt(0)
                .putLong(Native.address(path)).putLong(Native.address(offsets)).putLong(0).putLong(0)
                .putInt(count).putInt(0).putInt(pid).putInt(0);
    }

    static Links perSite(long program, Path binary, List<SiteSpec> sites, int pid) throws ProbeException {
        Libbpf libbpf = Libbpf.load();
        long[] links = new long[sites.size()];
        Runnable detach = () -> {
            for (long link : links) {
                if (link != 0) {
                    libbpf.bpf_link__destroy(link);
                }
            }
        };
        for (int i = 0; i < links.length; i++) {
            ByteBuffer options = Layout.buffer(OPTIONS_BYTES).putLong(OPTIONS_BYTES)
                    .putLong(sites.get(i).semaphoreFileOffset()).putLong(i).putLong(0).putLong(0);
            long link = libbpf.bpf_program__attach_uprobe_opts(program, pid == 0 ? -1 : pid, binary.toString(),
                    sites.get(i).fileOffset(), Native.address(options));
            int failed = Libbpf.failed(link);
            if (failed != 0) {
                detach.run();
                throw Fault.attach(failed, pid, binary.toString());
            }
            links[i] = link;
        }
        return new Links(detach);
    }

    @Override
    public void close() {
        detach.run();
    }
}
