package dev.hydroscope.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many CPUs the kernel may ever number. */
final class Cpus {
    static final int POSSIBLE = possible();

    private Cpus() {
    }

    private static int possible() {
        try {
            String ranges = Files.readString(Path.of("/sys/devices/system/cpu/possible")).strip();
            return Integer.parseInt(ranges.substring(Math.max(ranges.lastIndexOf('-'), ranges.lastIndexOf(',')) + 1)) + 1;
        } catch (IOException | NumberFormatException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
