package dev.hydroscope.standin;

import dev.hydroscope.bpf.Capability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What tests need of the kernel, and what they ask it about a traced process. */
public final class Kernel {
    private Kernel() {
    }

    /** Skips the test, saying why, where no probe can be attached. */
    public static void assumeProbes() {
        Capability capability = Capability.check();
        if (!capability.available()) {
            System.out.println("skipped: " + capability.reason() + "; " + capability.hint());
        }
        Assumptions.assumeTrue(capability.available(), capability::reason);
    }

    /** How high that semaphore of a process stands, read from its memory. */
    public static int semaphore(int pid, Path binary, long fileOffset) throws IOException {
        List<String> maps = Files.readAllLines(Path.of("/proc/" + pid + "/maps"));
        for (String map : maps) {
            String[] words = map.split("\\s+", 6);
            if (words.length < 6 || !words[5].equals(binary.toString()) || !words[1].startsWith("rw")) {
                continue;
            }
            String[] range = words[0].split("-");
            long start = Long.parseLong(range[0], 16);
            long offset = Long.parseLong(words[2], 16);
            if (fileOffset >= offset && fileOffset < offset + Long.parseLong(range[1], 16) - start) {
                return word(pid, start + fileOffset - offset);
            }
        }
        throw new IOException("no memory of " + pid + " holds byte " + fileOffset + " of " + binary);
    }

    private static int word(int pid, long address) throws IOException {
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            memory.seek(address);
            return memory.readUnsignedByte() | memory.readUnsignedByte() << 8;
        }
    }

    /** Open descriptors of this JVM. */
    public static int descriptors() {
        String[] open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? -1 : open.length;
    }
}
