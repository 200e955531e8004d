package dev.hydroscope.sql;

import java.io.File;
import java.io.IOException;
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
    static final int HEAP_MB = 320;
    static final String NETWORK = "no network";
    private static final List<String> KEPT = List.of("LANG", "LC_ALL", "LC_CTYPE");
    private static final String LIMITS = "ulimit -f 0 && ulimit -c 0 && ulimit -n 256";
    /** Each goes around what is there already: the last one is the outermost. */
    private static final List<Wall> WALLS = List.of(
            new Wall("low priority", List.of("nice -n 5"), "a statement takes its share of the processors as any process"),
            new Wall("no new rights", List.of("setpriv --no-new-privs"), "install util-linux"),
            // session files may belong to somebody else when we run as root: to read them is all that is left of being root
            new Wall("no privileges", List.of("setpriv --bounding-set=-all,+dac_read_search --inh-caps=-all"),
                    "install util-linux"),
            new Wall(NETWORK, List.of("unshare --net", "unshare --map-root-user --net"), "allow user namespaces"));

    /** @param ways commands that begin another one so, the first that works is taken */
    private record Wall(String what, List<String> ways, String remedy) {
    }

    /**
     * A part of the fence on this machine.
     *
     * @param remedy what would make it whole; "" where it is
     */
    public record Layer(String what, boolean ok, String remedy) {
    }

    private Fence() {
    }

    /** What there is of it here; statements run in any case, and always in a process of their own with little memory. */
    public static List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        layers.add(layer("no growing file", LIMITS, "let ulimit -f be lowered"));
        WALLS.forEach(wall -> layers.add(layer(wall.what, wall.ways.stream().map(way -> way + " true")
                .collect(Collectors.joining(" || ")), wall.remedy)));
        return layers;
    }

    private static Layer layer(String what, String script, String remedy) {
        boolean ok = works(script);
        return new Layer(what, ok, ok ? "" : remedy);
    }

    private static boolean works(String script) {
        try {
            ProcessBuilder shell = environed(new ProcessBuilder("/bin/sh", "-c", script));
            return shell.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String script() {
        StringBuilder script = new StringBuilder(LIMITS.replace("&&", ";"));
        script.append("\ntry() { \"$@\" true </dev/null >/dev/null 2>&1; }\n");
        WALLS.forEach(wall -> script.append(wall.ways.stream().map(way -> "{ try " + way + " && set -- " + way + " \"$@\"; }")
                .collect(Collectors.joining(" || "))).append('\n'));
        return script.append("exec \"$@\"").toString();
    }

    static ProcessBuilder process() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script(), "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags());
        command.add(Worker.class.getName());
        return environed(new ProcessBuilder(command));
    }

    private static ProcessBuilder environed(ProcessBuilder process) {
        Map<String, String> environment = process.directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD)
                .environment();
        environment.keySet().retainAll(KEPT);
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return process;
    }

    /** Young ones have room from the start: what groups many rows would else be copied each time the heap grows. */
    private static List<String> flags() {
        return List.of("-Xmx" + HEAP_MB + "m", "-Xms160m", "-Xmn96m", "-Xss512k", "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError", "-XX:MaxDirectMemorySize=16m", "-XX:MaxMetaspaceSize=96m",
                "-XX:ReservedCodeCacheSize=64m", "-XX:-UsePerfData", "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:+SuppressFatalErrorMessage", "-XX:+DisableAttachMechanism", "-XX:+DisplayVMOutputToStderr", "-Xshare:auto",
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
