package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command's page is whole, and what its examples show is understood by the command line, and works. */
class ManualTest {
    private static final int WIDTH = 80;
    private static final List<String> KEPT = List.of("sessions", "sql", "export", "import");
    private static final List<String> LASTING = List.of("serve", "demo", "log", "trace", "tcplife");
    /** Of a certain process, of a server, for the whole machine, of its kernel, or for a program that may not be here. */
    private static final List<String> ELSEWHERE = List.of("4711", "--url", " /etc/", " /usr/local", "/usr/share",
            "| man ", "source ", "hydroscope doctor", "sched:");
    @TempDir
    Path folder;

    static Stream<String> commands() {
        return Stream.concat(Stream.of(""), line().getSubcommands().keySet().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPageLacksNothing(String name) {
        CommandSpec spec = spec(name);
        Manual manual = Manual.of(spec.name());
        String about = ManualPage.about(spec);
        assertTrue(!about.isBlank() && about.length() <= 60, "a short description: " + about);
        assertFalse(manual.lines(Manual.DESCRIPTION).isEmpty(), "manual/" + spec.name() + ".txt describes nothing");
        assertFalse(manual.examples().isEmpty(), "manual/" + spec.name() + ".txt has no example");
        spec.args().forEach(arg -> assertTrue(arg.hidden() || arg.description().length > 0, arg + " is not described"));
        assertEquals(0, spec.usageMessage().footer().length, "what stands in a footer is not shown");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsGroupsHaveEveryOption(String name) {
        Manual manual = Manual.of(spec(name).name());
        Set<String> grouped = new LinkedHashSet<>();
        manual.groups(Manual.OPTIONS).values().forEach(grouped::addAll);
        Set<String> there = new LinkedHashSet<>();
        spec(name).options().stream().filter(each -> !each.usageHelp() && !each.hidden()).map(each -> each.names()[0])
                .forEach(there::add);
        assertTrue(grouped.isEmpty() || grouped.equals(there), grouped + " are in groups, of " + there);
    }

    @Test
    void theListOfCommandsHasEachOnce() {
        List<String> listed = Manual.of("hydroscope").groups(Manual.COMMANDS).values().stream().flatMap(List::stream).toList();
        assertEquals(List.copyOf(new LinkedHashSet<>(listed)), listed);
        assertTrue(listed.containsAll(line().getSubcommands().keySet()), listed.toString());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itIsReadAtEightyColumns(String name) {
        String page = ManualText.of(ManualPage.of(spec(name)), false);
        assertEquals(List.of(), page.lines().filter(line -> line.length() > WIDTH).toList());
        assertFalse(page.contains("\u001b"), "bold without a terminal");
        String bold = ManualText.of(ManualPage.of(spec(name)), true);
        assertEquals(page, bold.replaceAll("\u001b\\[\\d+m", ""));
        assertEquals(bold.split("\u001b\\[1m", -1).length, bold.split("\u001b\\[22m", -1).length, "bold begins and ends");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePageOfManHasTheSameWords(String name) {
        String roff = Ran.of(name.isEmpty() ? new String[] {"man"} : new String[] {"man", name}).out();
        assertTrue(roff.startsWith(".TH \"HYDROSCOPE"), roff);
        assertEquals(words(ManualText.of(ManualPage.of(spec(name)), false)), words(roff.substring(roff.indexOf(".SH "))
                .replaceAll("(?m)^\\.(SH|SS) ?", "").replaceAll("(?m)^\\.(PP|nf|fi|RE|RS \\d|TP \\d+)$", "")
                .replaceAll("\\\\f[BR]|\\\\&", "").replace("\\-", "-").replace("\\e", "\\").replace("`", "")));
    }

    private static List<String> words(String text) {
        return List.of(text.replace("`", "").strip().split("\\s+"));
    }

    @Test
    void helpIsThePage() {
        assertEquals(Ran.of("export", "--help"), Ran.of("help", "export"));
        assertEquals(Ran.of("--help"), Ran.of("help"));
        Ran wrong = Ran.of("help", "nothing");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("there is no command nothing"), wrong.err());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesAreUnderstood(String name) throws Exception {
        for (String example : Manual.of(spec(name).name()).examples()) {
            for (List<String> words : shown(example)) {
                line().parseArgs(words.toArray(String[]::new));
            }
        }
    }

    /** What README shows in a line of code that begins with its name. */
    @Test
    void linesOfReadmeAreUnderstood() throws Exception {
        List<String> lines = Pattern.compile("`(?:src/bin/)?(hydroscope [^`\\n]+)`").matcher(Files.readString(Path.of("README.md")))
                .results().map(line -> line.group(1)).filter(line -> !line.contains("…")).toList();
        assertTrue(lines.size() > 6, lines.toString());
        for (String line : lines) {
            for (List<String> words : shown(line.replaceAll("\\bPID\\b", "4711"))) {
                line().parseArgs(words.toArray(String[]::new));
            }
        }
    }

    /** As a shell reads them: what is called hydroscope there tells its words, pipes and redirections stand still. */
    private List<List<String>> shown(String example) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Files.deleteIfExists(told);
        bash("hydroscope() { printf '%s\\n' \"$@\" '' >>" + told + "; }; man() { :; }; cd " + folder + "; "
                + example.replaceAll("> /\\S+", "> /dev/null") + "; true");
        List<List<String>> all = new ArrayList<>();
        for (String each : Files.readString(told).split("\n\n")) {
            all.add(each.lines().toList());
        }
        return all;
    }

    /** Those that need neither a certain process nor a server, in a shell, with sessions of their own. */
    @Test
    void examplesWork() throws Exception {
        keepDemo();
        List<String> script = new ArrayList<>(List.of("set -e -o pipefail", "cd " + folder, "hydroscope() { case $1 in "
                + String.join("|", KEPT) + ") [[ \" $* \" == *' --schema '* ]] || set -- \"$@\" --data " + folder.resolve("data")
                + ";; esac; " + System.getProperty("java.home") + "/bin/java -XX:TieredStopAtLevel=1 -Xshare:auto -cp "
                + System.getProperty("java.class.path") + " dev.hydroscope.Main \"$@\"; }"));
        Stream.concat(KEPT.stream(), commands().filter(each -> !each.isEmpty() && !KEPT.contains(each) && !LASTING.contains(each)))
                .flatMap(each -> Manual.of(each).examples().stream()).filter(ManualTest::here).forEach(script::add);
        assertTrue(script.size() > 10, script.toString());
        bash(String.join("\n", script));
    }

    private static boolean here(String example) {
        return ELSEWHERE.stream().noneMatch(example::contains);
    }

    private void keepDemo() throws IOException {
        try (InputStream in = ManualTest.class.getResourceAsStream("/captures/raw-h3-3mb.jsonl")) {
            Files.copy(in, folder.resolve("demo"));
        }
        assertEquals(0, Ran.of("import", "--data", folder.resolve("data").toString(), folder.resolve("demo").toString()).status());
    }

    private void bash(String script) throws IOException, InterruptedException {
        File said = folder.resolve("said").toFile();
        Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).redirectOutput(said).start();
        assertTrue(bash.waitFor(200, TimeUnit.SECONDS), script);
        assertEquals(0, bash.exitValue(), () -> script + "\n" + read(said));
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static CommandSpec spec(String name) {
        return (name.isEmpty() ? line() : line().getSubcommands().get(name)).getCommandSpec();
    }

    private static CommandLine line() {
        return Hydroscope.commands(Ran::none, Ran::replayed, List::of);
    }
}
