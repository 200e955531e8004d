package dev.hydroscope.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody's terminal shows what is written. */
final class Terminal {
    private Terminal() {
    }

    /** @param standard standard output, or what stands for it */
    static boolean is(OutputStream standard) {
        return standard instanceof FileOutputStream && is(Path.of("/proc/self/fd/1"));
    }

    static boolean is(Path file) {
        try {
            return file.toRealPath().toString().matches("/dev/(pts/.*|tty.*|console)") && !Files.isRegularFile(file);
        } catch (IOException e) {
            return false;
        }
    }
}
