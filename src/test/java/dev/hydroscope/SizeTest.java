package dev.hydroscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Small files and short methods: what one has to read to change something stays little. */
class SizeTest {
    private static final int LONGEST_FILE = 350;
    private static final int MEDIAN_FILE = 100;
    private static final int LONGEST_METHOD = 40;

    @Test
    void noFileIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String folder : List.of("src/main", "src/test/java", "bpf", "db", "frontend/src", "src/bin")) {
            for (Path file : files(folder, ".java", ".c", ".h", ".ts", ".tsx", ".css", ".sql", ".sh", "hydroscope")) {
                int lines = lines(file);
                if (lines > LONGEST_FILE) {
                    tooLong.add(file + ": " + lines + " lines");
                }
            }
        }
        assertEquals(List.of(), tooLong, "files of more than " + LONGEST_FILE + " lines");
    }

    @Test
    void mostFilesAreShort() throws IOException {
        List<Integer> sizes = files("src/main/java", ".java").stream().map(SizeTest::lines).sorted().toList();
        int median = sizes.get(sizes.size() / 2);
        assertTrue(median <= MEDIAN_FILE, "the median file has " + median + " lines, of " + sizes.size() + " files");
    }

    @Test
    void noMethodIsLong() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Stream.concat(files("src/main/java", ".java").stream(),
                files("src/test/java", ".java").stream()).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                manager.getJavaFileObjectsFromPaths(sources));
            List<String> tooLong = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new LongMethods(unit, positions, tooLong), null);
            }
            assertEquals(List.of(), tooLong, "methods of more than " + LONGEST_METHOD + " lines");
        }
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap map = unit.getLineMap();
            long lines = method.getBody() == null ? 0
                : map.getLineNumber(positions.getEndPosition(unit, method.getBody()))
                    - map.getLineNumber(positions.getStartPosition(unit, method.getBody())) + 1;
            if (lines > LONGEST_METHOD) {
                found.add(unit.getSourceFile().getName() + " " + method.getName() + ": " + lines + " lines");
            }
            return super.visitMethod(method, nothing);
        }
    }

    private static List<Path> files(String folder, String... endings) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith))
                .filter(Files::isRegularFile).toList();
        }
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
