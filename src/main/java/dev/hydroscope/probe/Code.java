package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A program or library that may be traced.
 *
 * @param name its path, for people
 * @param mapped where it is in a process's memory; empty where no process is looked at
 */
public record Code(String name, Path path, Optional<MappedFile> mapped) {
    private static final Pattern VERSION = Pattern.compile("(\\.so\\.\\d+)(\\.\\d+)+$");
    private static final int MOST_SYMBOL_TABLES = 16;
    private static final FileCache<ElfSymbols> SYMBOLS = new FileCache<>(MOST_SYMBOL_TABLES, Code::read);

    /** All of which a process runs code, its program first. */
    public static List<Code> of(Target target) {
        List<MappedFile> mapped = Maps.of(target.pid());
        Optional<MappedFile> program = mapped.stream().filter(file -> file.name().equals(target.binaryName())).findFirst();
        List<Code> code = new ArrayList<>();
        code.add(new Code(target.binaryName(), target.binary(), program));
        mapped.stream().filter(file -> !file.name().equals(target.binaryName())).forEach(file -> code.add(of(file)));
        return code;
    }

    /** A file that is gone, or may not be read, has nothing; what is asked of it is not found. */
    static Code of(MappedFile file) {
        try {
            return new Code(file.name(), file.path(), Optional.of(file));
        } catch (IOException e) {
            return new Code(file.name(), file.link(), Optional.of(file));
        }
    }

    /** That file, whoever runs it. */
    public static Code at(Path file) {
        return new Code(file.toString(), file, Optional.empty());
    }

    /** That file by its path; by its name where a library or program of that name lies where such do. */
    public static Code find(String name) {
        Path path = Path.of(name);
        return Files.exists(path) || name.contains("/") ? at(path) : StandardPlaces.find(name).orElseGet(() -> at(path));
    }

    public String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Its name as the provider of its functions: of a library with the first number of its version, as programs ask for it. */
    public String provider() {
        return VERSION.matcher(baseName()).replaceFirst("$1").replaceAll("[\\s:?\\p{C}\\p{Z}]", "_");
    }

    /** By its path, its name, its name up to `.so`, or as a linker's -l has it. */
    public boolean called(String text) {
        String base = baseName();
        int so = base.indexOf(".so");
        String stem = so > 0 ? base.substring(0, so) : base;
        return List.of(name, base, provider(), stem).contains(text) || so > 0 && ("lib" + text).equals(stem);
    }

    ElfSymbols symbols() throws ProbeFileException {
        return ElfNotes.reading(path, () -> SYMBOLS.of(Binary.at(path)));
    }

    private static ElfSymbols read(Binary file) throws IOException {
        try (ElfFile elf = ElfFile.open(file.path())) {
            return ElfSymbols.of(elf);
        }
    }

    /** Its functions whose names match a glob, or have that text in them, by name; those that begin with it first. */
    public List<Symbol> functions(String text) throws ProbeFileException {
        Glob glob = Glob.of(text);
        String part = text.toLowerCase(Locale.ROOT);
        Map<String, Symbol> byName = new TreeMap<>(Comparator.comparing((String name) -> !name.toLowerCase(Locale.ROOT)
                .startsWith(part)).thenComparing(Comparator.naturalOrder()));
        for (Symbol symbol : symbols().functions()) {
            if (glob.literal() ? symbol.name().toLowerCase(Locale.ROOT).contains(part) : glob.matchesName(symbol.name())) {
                byName.putIfAbsent(symbol.name(), symbol);
            }
        }
        return List.copyOf(byName.values());
    }

    /** Only those that other files may call have their names here. */
    public boolean stripped() throws ProbeFileException {
        return symbols().stripped();
    }

    /** How many probes it has of each provider. */
    public Map<String, Integer> providers() {
        try {
            return NoteCache.providers(Binary.at(path));
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Its probes; none of what is no program, as the code that a virtual machine has made. */
    public List<Site> sites() {
        try {
            return NoteCache.providers(Binary.at(path)).isEmpty() ? List.of() : ElfNotes.list(path);
        } catch (IOException e) {
            return List.of();
        }
    }
}
