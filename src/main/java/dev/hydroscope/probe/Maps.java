package dev.hydroscope.probe;

import dev.hydroscope.probe.MappedFile.Area;
import dev.hydroscope.probe.MappedFile.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whose code a process runs: its program and its libraries, as /proc/PID/maps tells. */
final class Maps {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String DELETED = " (deleted)";

    private Maps() {
    }

    /** By file; its program is first, where it is among them. None of a process that has ended, or that may not be read. */
    static List<MappedFile> of(int pid) {
        Map<Key, List<Area>> areas = new LinkedHashMap<>();
        Map<Key, String> names = new LinkedHashMap<>();
        for (String line : lines(pid).split("\n")) {
            if (line.indexOf('/') > 0) {
                String[] words = SPACES.split(line, 6);
                Key key = new Key(words[3], words[4]);
                names.putIfAbsent(key, words[5]);
                areas.computeIfAbsent(key, first -> new ArrayList<>()).add(area(words));
            }
        }
        List<MappedFile> files = new ArrayList<>();
        String program = program(pid);
        names.forEach((key, name) -> {
            if (name.startsWith("/") && areas.get(key).stream().anyMatch(Area::code)) {
                files.add(name.equals(program) ? 0 : files.size(), new MappedFile(pid, name(name), key, areas.get(key)));
            }
        });
        return files;
    }

    private static Area area(String[] words) {
        int dash = words[0].indexOf('-');
        return new Area(number(words[0].substring(0, dash)), number(words[0].substring(dash + 1)), number(words[2]),
                words[1].charAt(2) == 'x');
    }

    private static long number(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    /** The kernel writes the signs that end a line as numbers. */
    static String name(String path) {
        String plain = path.replace("\\012", "\n");
        return plain.endsWith(DELETED) ? plain.substring(0, plain.length() - DELETED.length()) : plain;
    }

    private static String lines(int pid) {
        try {
            return new String(Files.readAllBytes(ProcFiles.of(pid).resolve("maps")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String program(int pid) {
        try {
            return Files.readSymbolicLink(ProcFiles.of(pid).resolve("exe")).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
