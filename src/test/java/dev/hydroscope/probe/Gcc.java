package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes small programs with probes (gcc and systemtap-sdt-dev, which the stand-in needs as well). */
public final class Gcc {
    static final short SEMAPHORE_AT_REST = 0x7e57;

    /** Five sites of four probes; its semaphores begin at a value that is recognized in the file. */
    public static final String PROBED = """
            #define _SDT_HAS_SEMAPHORES 1
            #include <sys/sdt.h>
            #include <unistd.h>
            #define SEMAPHORE(name) \\
                unsigned short demo_##name##_semaphore __attribute__((section(".probes"), used)) = 0x7e57
            SEMAPHORE(six); SEMAPHORE(constant); SEMAPHORE(symbol); SEMAPHORE(zero);
            static long counter;
            int main(int argc, char **argv)
            {
                char byte = argv[0][0];
                short word = argc;
                STAP_PROBE6(demo, six, argc, argv, byte, word, argv[0], (long)argc * 3);
                STAP_PROBE6(demo, six, 1, argv, byte, 2u, argv[0], (unsigned long)argc);
                STAP_PROBE2(demo, constant, -1, 7);
                STAP_PROBE(demo, zero);
                __asm__ volatile(
                    "990: nop\\n"
                    ".pushsection .note.stapsdt,\\"\\",\\"note\\"\\n .balign 4\\n .4byte 992f-991f, 994f-993f, 3\\n"
                    "991: .asciz \\"stapsdt\\"\\n"
                    "992: .balign 4\\n"
                    "993: .8byte 990b, _.stapsdt.base, demo_symbol_semaphore\\n"
                    " .asciz \\"demo\\"\\n .asciz \\"symbol\\"\\n .asciz \\"8@counter(%%rip) -4@$3\\"\\n"
                    "994: .balign 4\\n .popsection\\n" ::"m"(counter));
                return argc > 1 ? pause() : 0;
            }
            """;

    private Gcc() {
    }

    public static Path compile(Path folder, String name, String source, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-o", program.toString(), file.toString()));
        command.addAll(List.of(options));
        output(command.toArray(String[]::new));
        return program;
    }

    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) { // a benchmark runs without JUnit
            throw new IOException(String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
