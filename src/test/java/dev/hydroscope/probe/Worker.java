package dev.hydroscope.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program with probes and functions that does what it is told, and nothing before it is told to go; made by gcc. */
public final class Worker implements AutoCloseable {
    private static final String SOURCE = """
            #define _SDT_HAS_SEMAPHORES 1
            #include <sys/sdt.h>
            #include <pthread.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            #define SEMAPHORE(name) unsigned short demo_##name##_semaphore __attribute__((section(".probes"), used))
            SEMAPHORE(hit); SEMAPHORE(began); SEMAPHORE(ended); SEMAPHORE(said);
            static long rounds, micros;
            static char text[32];
            __attribute__((noinline)) long work(long size, const char *name)
            {
                if (micros)
                    usleep(micros);
                __asm__ volatile("" ::"r"(name) : "memory");
                return size + 1;
            }
            __attribute__((noinline)) long deep(long left)
            {
                long below = left ? deep(left - 1) : 0;
                __asm__ volatile("" : "+r"(below));
                return below + 1;
            }
            static void *thread(void *first)
            {
                for (long i = 0; i < rounds; i++) {
                    long id = (long)first + i;
                    STAP_PROBE2(demo, began, id, i);
                    work(i, "worker");
                    STAP_PROBE1(demo, ended, id);
                }
                return NULL;
            }
            static void go(char **step)
            {
                rounds = atol(step[1]);
                if (!strcmp(step[0], "hit")) {
                    long below = atol(step[2]);
                    for (long i = 0; i < rounds; i++)
                        STAP_PROBE2(demo, hit, i - below, (int)(i % 3));
                } else if (!strcmp(step[0], "said")) {
                    for (long i = 0; i < rounds; i++) {
                        snprintf(text, sizeof(text), "%s-%ld", step[2], i % 4);
                        STAP_PROBE2(demo, said, text, i);
                    }
                } else if (!strcmp(step[0], "fault")) {
                    for (long i = 0; i < rounds; i++)
                        syscall(SYS_access, 1, 0);
                } else if (!strcmp(step[0], "deep")) {
                    for (long i = 0; i < rounds; i++)
                        deep(atol(step[2]));
                } else {
                    pthread_t threads[4];
                    micros = atol(step[2]);
                    for (long i = 0; i < 4; i++)
                        pthread_create(&threads[i], NULL, thread, (void *)(i * 1000000));
                    for (int i = 0; i < 4; i++)
                        pthread_join(threads[i], NULL);
                }
            }
            int main(int argc, char **argv)
            {
                puts("ready");
                fflush(stdout);
                int waits = strcmp(argv[1], "now");
                if (waits)
                    getchar();
                for (int i = waits ? 1 : 2; i + 2 < argc; i += 3)
                    go(argv + i);
                puts("done");
                fflush(stdout);
                if (waits)
                    while (getchar() >= 0)
                        continue;
                return 0;
            }
            """;

    private final Process process;
    private final BufferedReader out;

    private Worker(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader();
        out.readLine();
    }

    /** Into that folder. */
    public static Path compile(Path folder) throws Exception {
        return Gcc.compile(folder, "worker", SOURCE, "-pthread");
    }

    /**
     * @param steps of three words: `hit COUNT BELOW`, `said COUNT PREFIX`, `work ROUNDS MICROS` (4 threads), `deep COUNT DEPTH`,
     *        `fault COUNT 0` of a text that is not there
     */
    public static Worker start(Path program, String... steps) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(steps));
        return new Worker(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    public int pid() {
        return (int) process.pid();
    }

    /** Has it do its steps; returns when it has. */
    public void work() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        out.readLine();
    }

    /** Lets it go its way to its end. */
    public void end() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
