package dev.hydroscope.sql;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process that runs people's SQL is shut in by: little memory; no file that grows, no network, no privileges, low
 * priority. What the machine lacks is left out.
 */
public final class Fence {
    static final int HEAP_MB = 192;
    /** Session files may belong to somebody else when we run as root; reading them is all that is left of being root. */
    private static final String NO_PRIVILEGES = "setpriv --bounding-set=-all,+dac_read_search --inh-caps=-all";
    private static final String SCRIPT = String.join("\n",
            "ulimit -f 0; ulimit -c 0; ulimit -n 256",
            "try() { \"$@\" true </dev/null >/dev/null 2>&1; }",
            "for fence in 'nice -n 10' 'setpriv --no-new-privs' '" + NO_PRIVILEGES + "'; do",
            "  try $fence && set -- $fence \"$@\"",
            "done",
            "for fence in 'unshare --net' 'unshare --map-root-user --net'; do",
            "  try $fence && set -- $fence \"$@\" && break",
            "done",
            "exec \"$@\"");
    private static final List<String> KEPT = List.of("LANG", "LC_ALL", "LC_CTYPE");

    private Fence() {
    }

    static ProcessBuilder process() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags());
        command.add(Worker.class.getName());
        ProcessBuilder process = new ProcessBuilder(command).directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = process.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return process;
    }

    private static List<String> flags() {
        return List.of("-Xmx" + HEAP_MB + "m", "-Xms16m", "-Xss512k", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxDirectMemorySize=16m", "-XX:MaxMetaspaceSize=96m", "-XX:ReservedCodeCacheSize=64m",
                "-XX:-UsePerfData", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+SuppressFatalErrorMessage",
                "-XX:+DisableAttachMechanism", "-XX:+DisplayVMOutputToStderr", "-Xshare:auto",
                "-Djava.io.tmpdir=/nonexistent", "-Djdk.serialFilter=!*",
                "-Dh2.allowedClasses=" + EventArguments.class.getName(), "-Dh2.objectCache=false", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "-cp", classPath());
    }

    /** It runs in another folder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }
}
