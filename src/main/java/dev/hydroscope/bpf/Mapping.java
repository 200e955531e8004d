package dev.hydroscope.bpf;

import com.kenai.jffi.PageManager;
import java.nio.ByteBuffer;

/** A part of a BPF map in our memory. After close its buffer must not be touched. */
final class Mapping implements AutoCloseable {
    static final int PAGE_BYTES = (int) PageManager.getInstance().pageSize();
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    private final long address;
    private final int bytes;

    private Mapping(long address, int bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    static Mapping of(int fd, int offset, int bytes, boolean writable) throws ProbeException {
        long address = Syscall.mmap(fd, offset, bytes, PROT_READ | (writable ? PROT_WRITE : 0), MAP_SHARED);
        if (address < 0) {
            throw Fault.load((int) -address, "");
        }
        return new Mapping(address, bytes);
    }

    static int roundToPage(int bytes) {
        return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }

    ByteBuffer buffer() {
        return Native.wrap(address, bytes);
    }

    @Override
    public void close() {
        Native.LIBC.munmap(address, bytes);
    }
}
