package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hydroscope.probe.Gcc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Both scripts in shells that believe a person types; and what bash would list. */
class ShellCompletionTest {
    /** Labels of values that nobody can know beforehand. */
    private static final Set<String> FREE = new TreeSet<>(List.of("ADDRESS", "ADDRESS/BITS", "BYTES", "CONDITION", "CONN",
            "COUNT", "DAYS", "FIELD", "FLAG", "HEADER", "INTERVAL", "N", "NAME", "NAME=VALUE", "NAMES", "PORT", "PORTS", "QUERY",
            "RATIO", "ROWS", "SIZE", "TIME", "TOKEN", "URL"));
    private static final List<String> LINES = List.of("hydroscope exp\t--form\tqlog-j\tx", "hydroscope export --format=h2olog-\tx",
            "src/bin/hydroscope sql --query slowest-\t", "hydroscope log -t h2o:h1_acc\tx",
            "hydroscope log -t 'quicly:packet_dec\t", "hydroscope log qu\t--dura\t10s", "hydroscope import rea\tx",
            "hydroscope serve --data kep\t", "hydroscope help docto\t");
    private static final List<String> WORDS = List.of("export --format qlog-json x", "export --format=h2olog-text x",
            "sql --query slowest-paths", "log -t h2o:h1_accept x", "log -t quicly:packet_decryption_failed",
            "log quic --duration 10s", "import read.me x", "serve --data kept", "help doctor");
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash --norc --noprofile -i", "zsh -f -i"})
    void whatIsTypedIsCompleted(String shell) throws Exception {
        String name = shell.substring(0, shell.indexOf(' '));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + name)), "there is no " + name + " here");
        Files.createFile(folder.resolve("read.me"));
        Files.createDirectory(folder.resolve("kept"));
        Path told = Files.createFile(folder.resolve("told"));
        Path launcher = Files.createDirectories(folder.resolve("src/bin")).resolve("hydroscope");
        Files.writeString(launcher, "#!/bin/sh\necho \"$@\" >>" + told + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        Path completed = Files.createFile(folder.resolve("completed"));
        String after = "echo >>" + completed;
        Path setUp = Files.writeString(folder.resolve("set-up"), "cd " + folder + "\n"
                + (name.equals("zsh") ? "autoload -U compinit; compinit -u -D\n" : "") + "source " + script(name) + "\n"
                + "hydroscope() { echo \"$@\" >>" + told + "; }\n"
                + (name.equals("zsh") ? "after() { " + after + " }; zle -N after; bindkey '^X' after\n"
                        : "bind -x '\"\\C-x\": " + after + "'\n") + "hydroscope ready\n");
        try (Terminal terminal = new Terminal(shell, folder)) {
            terminal.type("source " + setUp + "\n", told, 1);
            for (int i = 0; i < LINES.size(); i++) {
                int completions = 0;
                for (String part : LINES.get(i).split("(?<=\t)")) {
                    if (part.endsWith("\t")) {
                        terminal.type(part + "\u0018", completed, ++completions);
                    } else {
                        terminal.type(part, told, i + 1);
                    }
                }
                terminal.type("\n", told, i + 2);
                Files.writeString(completed, "");
            }
            List<String> words = Files.readAllLines(told).stream().map(line -> line.replace("--duration=", "--duration ")
                    .replace("--format=qlog", "--format qlog").replace("kept/", "kept").strip()).toList();
            assertEquals(WORDS, words.subList(1, words.size()), terminal::screen);
        }
    }

    /** A shell that believes a person types. */
    private record Terminal(Process process, Path output) implements AutoCloseable {
        Terminal(String shell, Path folder) throws IOException {
            this(new ProcessBuilder("script", "-qefc", "env TERM=dumb HISTFILE= " + shell, "/dev/null").redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile()).start(), folder.resolve("screen"));
        }

        /** A line, until what it ran has told so many. */
        void type(String line, Path told, int lines) throws IOException, InterruptedException {
            process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (Files.readAllLines(told).size() < lines) {
                assertTrue(System.nanoTime() < until && process.isAlive(), line + screen());
                Thread.sleep(10);
            }
        }

        String screen() {
            try {
                return "\n" + Files.readString(output);
            } catch (IOException e) {
                return e.toString();
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void bashListsWhatMayStandThere() throws Exception {
        assertTrue(offered("hydroscope ").containsAll(line().getSubcommands().keySet()));
        assertEquals(Set.of("bash", "zsh"), offered("hydroscope completion "));
        assertTrue(offered("hydroscope log -t ").containsAll(Set.of("h2o:", "picotls:", "quicly:", "tcp:")));
        assertEquals(Set.of("h1_accept", "h1_close"), offered("hydroscope log -t h2o:h1"));
        assertEquals(Set.of("--keep-days", "--keep-bytes"), offered("hydroscope serve --keep"));
        assertEquals(Set.of(), offered("hydroscope log --duration "));
        for (String name : line().getSubcommands().keySet()) {
            Set<String> options = new TreeSet<>();
            line().getSubcommands().get(name).getCommandSpec().options().forEach(each -> options.addAll(List.of(each.names())));
            assertEquals(options, offered("hydroscope " + name + " -"));
        }
    }

    @Test
    void processesAreOfferedByNumberAndByName() throws Exception {
        Path program = Gcc.compile(folder, "probed", Gcc.PROBED);
        Process process = new ProcessBuilder(program.toString(), "wait").start();
        try {
            String pid = Long.toString(process.pid());
            assertTrue(offered("hydroscope log -p ").contains(pid));
            assertEquals(Set.of(pid), offered("hydroscope log -p probe"));
            assertEquals(Set.of(pid), offered("hydroscope log --pid=probe"));
            assertEquals(Set.of("demo:"), offered(program() + " log -p " + pid + " -t "));
            assertEquals(Set.of("six", "symbol"), offered(program() + " log -p " + pid + " -t demo:s"));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A library may be called, and its functions, what a shell would run. */
    @Test
    void whatAShellWouldRunIsNotOffered() throws Exception {
        String words = "hydroscope_list="
                + "$'libc.so.6:\\nlib$(id).so:\\nlib`id`:\\nlib;id:\\nlib id:\\nli\\eb:\\nlib\\x27id:\\n_$LT$f:'; ";
        assertEquals(Set.of("libc.so.6:"), ran(words + "quote= _hydroscope_offer ''"));
        assertEquals(Set.of("libc.so.6:"), ran(words + "quote='\"' _hydroscope_offer ''"));
        assertEquals(Set.of("libc.so.6:", "lib$(id).so:", "lib`id`:", "lib;id:", "lib id:", "_$LT$f:"),
                ran(words + "quote=\\' _hydroscope_offer ''"));
    }

    private Set<String> ran(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", "source \"$1\"; " + script
                + "; printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", script("bash").toString()).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), script);
        return new TreeSet<>(out.lines().toList());
    }

    @Test
    void sessionsAreOfferedByIdAndName() throws Exception {
        Path data = folder.resolve("data");
        Path file = Files.writeString(folder.resolve("evening.jsonl"), "");
        try (var in = ShellCompletionTest.class.getResourceAsStream("/captures/raw-h3-3mb.jsonl")) {
            Files.write(file, in.readAllBytes());
        }
        assertEquals(0, Ran.of("import", "--data", data.toString(), file.toString()).status());
        Set<String> offered = offered(program() + " export --data " + data + " ");
        assertTrue(offered.contains("evening.jsonl") && offered.size() == 2, offered.toString());
        assertEquals(Set.of("evening.jsonl"), offered(program() + " sql --data " + data + " eve"));
    }

    @Test
    void everyLabelIsKnown() {
        for (CommandLine command : line().getSubcommands().values()) {
            for (ArgSpec arg : command.getCommandSpec().args()) {
                boolean takes = !(arg instanceof OptionSpec option) || option.arity().max() > 0;
                assertTrue(!takes || !Completed.of(command.getCommandSpec(), arg).equals(Completed.NOTHING)
                        || FREE.contains(Completed.label(arg)), "what may stand for " + arg.paramLabel() + "?");
            }
        }
    }

    @Test
    void anotherShellIsRefused() {
        Ran ran = Ran.of("completion", "fish");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("it is bash or zsh"), ran.err());
    }

    /** What the completion of bash offers at the end of a line. */
    private Set<String> offered(String line) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", "source \"$1\"; COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9; "
                + "_hydroscope; printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", script("bash").toString(), line)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), line);
        Set<String> offered = new TreeSet<>(out.lines().toList());
        offered.remove("");
        assertFalse(offered.contains(" "), "of one candidate there is no second");
        return offered;
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(folder.resolve("completion." + shell), Ran.of("completion", shell).out());
    }

    /** Hydroscope as a program that can be called. */
    private Path program() throws IOException {
        Path program = folder.resolve("hydroscope");
        if (!Files.exists(program)) {
            Files.writeString(program, "#!/bin/sh\nexec " + System.getProperty("java.home") + "/bin/java -cp "
                    + System.getProperty("java.class.path") + " dev.hydroscope.Main \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        return program;
    }

    private static CommandLine line() {
        return Hydroscope.commands(Ran::none, Ran::replayed, List::of);
    }
}
