package dev.hydroscope.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a process's accept calls return: in its C library, or in the program itself where that is linked statically. */
public final class Accepts {
    private static final Pattern C_LIBRARY = Pattern.compile("(libc|libpthread)[.-].*|ld-musl.*");
    private static final List<String> FUNCTIONS = List.of("accept", "accept4");

    private Accepts() {
    }

    /** None where nothing is found: then only reads tell whose a connection is. */
    public static List<Site> of(int pid) {
        List<MappedFile> mapped = Maps.of(pid);
        List<MappedFile> libraries = mapped.stream().filter(file -> C_LIBRARY.matcher(file.baseName()).matches()).toList();
        List<Site> sites = new ArrayList<>();
        for (MappedFile file : libraries.isEmpty() ? mapped.stream().limit(1).toList() : libraries) {
            try {
                sites.addAll(in(file));
            } catch (IOException e) {
                continue; // as if it had none: the file is gone, or is no program
            }
        }
        return sites;
    }

    private static List<Site> in(MappedFile file) throws IOException {
        Code code = new Code(file.name(), file.path(), Optional.of(file));
        List<Site> sites = new ArrayList<>();
        try (ElfFile elf = ElfFile.open(code.path())) {
            for (String function : FUNCTIONS) {
                for (Symbol symbol : code.symbols().named(function)) {
                    long offset = elf.offset(elf.loaded(symbol.address()).orElseThrow(), symbol.address());
                    sites.add(new Site(code.provider(), function + Ask.RETURN,
                            new Site.Where(Site.Where.Kind.RETURN, code.path()), offset, 0, List.of()));
                }
            }
        }
        return sites.stream().distinct().toList();
    }
}
