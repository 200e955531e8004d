package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program or library that may be traced.
 *
 * @param name its path, for people
 * @param mapped where it is in a process's memory; empty where no process is looked at
 */
record Code(String name, Path path, Optional<MappedFile> mapped) {
    private static final int MOST_SYMBOL_TABLES = 16;
    private static final FileCache<ElfSymbols> SYMBOLS = new FileCache<>(MOST_SYMBOL_TABLES, Code::read);

    String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Its name as a provider: of a function, whose probe has the name of its file. */
    String provider() {
        return baseName().replaceAll("[\\s:]", "_");
    }

    /** By its path, its name, its name up to `.so`, or as a linker's -l has it. */
    boolean called(String text) {
        String base = baseName();
        int so = base.indexOf(".so");
        String stem = so > 0 ? base.substring(0, so) : base;
        return text.equals(name) || text.equals(base) || text.equals(stem) || so > 0 && ("lib" + text).equals(stem);
    }

    ElfSymbols symbols() throws ProbeFileException {
        return ElfNotes.reading(path, () -> SYMBOLS.of(Binary.at(path)));
    }

    private static ElfSymbols read(Binary file) throws IOException {
        try (ElfFile elf = ElfFile.open(file.path())) {
            return ElfSymbols.of(elf);
        }
    }

    /** Its probes; none of what is no program, as the code that a virtual machine has made. */
    List<Site> sites() {
        try {
            return NoteCache.providers(Binary.at(path)).isEmpty() ? List.of() : ElfNotes.list(path);
        } catch (IOException e) {
            return List.of();
        }
    }
}
