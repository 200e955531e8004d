package dev.hydroscope.bpf;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Runtime;

/** The C functions that are called, and plain memory. Addresses are longs throughout: nothing is converted on the way. */
final class Native {
    static final Libc LIBC = load();
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int ENOEXEC = 8;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private Native() {
    }

    /** Of the C library. */
    public interface Libc {
        /** Seven longs: with six, jffi 1.4.3 hands on a wrong last one. */
        long syscall(long number, long a, long b, long c, long d, long e, long f);

        int munmap(long address, long length);

        int close(int fd);
    }

    /** jffi's own library is unpacked where nobody else can put another in its place: what is loaded runs as root. */
    private static Libc load() {
        try {
            Path folder = Files.createTempDirectory("hydroscope");
            try {
                System.setProperty("jffi.extract.dir", folder.toString());
                return LibraryLoader.loadLibrary(Libc.class, Map.of(LibraryOption.LoadNow, true), "c");
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Of the last call on this thread. */
    static int errno() {
        return Runtime.getSystemRuntime().getLastError();
    }

    /** Of a direct buffer, which the caller keeps reachable while the address is in use. */
    static long address(ByteBuffer direct) {
        return MEMORY.getDirectBufferAddress(direct);
    }

    static ByteBuffer wrap(long address, int bytes) {
        return MEMORY.newDirectByteBuffer(address, bytes).order(ByteOrder.nativeOrder());
    }

    /** NUL-terminated. */
    static ByteBuffer text(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Layout.buffer(bytes.length + 1).put(bytes).rewind();
    }
}
