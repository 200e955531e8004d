package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where a program begins that a person names as to a shell.
 *
 * @param file the program itself; of a script what interprets it
 * @param offset of its first instruction in the file; what loads its libraries runs before
 */
public record ProgramEntry(Path file, long offset) {
    private static final int MOST_SCRIPTS = 4;
    private static final int LONGEST_FIRST_LINE = 256;
    private static final int ENTRY = 24;

    /** Refuses what is not there, or is no program. */
    public static ProgramEntry of(String command) throws ProbeFileException {
        Path file = find(command);
        try {
            for (int scripts = 0; scripts < MOST_SCRIPTS && firstLine(file).startsWith("#!"); scripts++) {
                file = find(firstLine(file).substring(2).strip().split("[ \t]+")[0]);
            }
            try (ElfFile elf = ElfFile.open(file)) {
                long address = elf.read(ENTRY, Long.BYTES).getLong(0);
                ElfFile.Segment segment = elf.loaded(address).orElseThrow(() -> new IOException("it has no beginning"));
                return new ProgramEntry(file.toRealPath(), elf.offset(segment, address));
            }
        } catch (IOException e) {
            throw new ProbeFileException(file, "it cannot be started: " + e.getMessage(), "name a program for this machine");
        }
    }

    private static Path find(String command) throws ProbeFileException {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        Stream<Path> places = command.contains("/") ? Stream.of(Path.of(command))
                : Arrays.stream(path.split(":")).map(folder -> Path.of(folder, command));
        return places.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst()
                .orElseThrow(() -> new ProbeFileException(Path.of(command), "there is no such program", "give its path"));
    }

    private static String firstLine(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1).split("\n", 2)[0];
        }
    }
}
