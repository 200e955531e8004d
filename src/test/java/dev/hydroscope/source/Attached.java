package dev.hydroscope.source;

import dev.hydroscope.probe.Targets;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that attaches, says so and stays: to be killed. */
final class Attached {
    private Attached() {
    }

    public static void main(String[] pid) throws Exception {
        ProbeSource source = ProbeSource.attach(Targets.find(Integer.parseInt(pid[0])),
                CaptureSettings.of(List.of("*")));
        source.start(batch -> { });
        System.out.println("attached");
        new CountDownLatch(1).await();
    }

    static Process start(int pid) throws IOException {
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin/java", "-cp",
                System.getProperty("java.class.path"), Attached.class.getName(), "" + pid)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = process.inputReader().readLine();
        if (!"attached".equals(said)) {
            throw new IOException("not attached: " + said);
        }
        return process;
    }
}
