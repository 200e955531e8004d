package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program or a library by its path or its name, where no process says which it has. */
final class StandardPlaces {
    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    private static final List<String> FOLDERS = Stream.of("/lib/ARCH-linux-gnu", "/usr/lib/ARCH-linux-gnu", "/lib64",
            "/usr/lib64", "/usr/local/lib", "/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/bin", "/sbin")
            .map(folder -> folder.replace("ARCH", ARCHITECTURE)).toList();

    private StandardPlaces() {
    }

    static Optional<Code> find(String name) {
        if (name.isEmpty() || !Glob.of(name).literal()) {
            return Optional.empty();
        }
        Stream<Path> places = name.startsWith("/") ? Stream.of(Path.of(name)) : FOLDERS.stream()
                .flatMap(folder -> Stream.of(name, "lib" + name + ".so", name + ".so").map(Path.of(folder)::resolve));
        return places.filter(Files::isRegularFile).findFirst().flatMap(StandardPlaces::code);
    }

    /** With where our own process maps it, if it does: what is chosen at a start is the same for all on one machine. */
    private static Optional<Code> code(Path path) {
        try {
            Path file = path.toRealPath();
            Binary.Identity identity = Binary.at(file).identity();
            for (MappedFile mapped : Maps.of((int) ProcessHandle.current().pid())) {
                if (mapped.baseName().equals(file.getFileName().toString()) && mapped.binary().identity().equals(identity)) {
                    return Optional.of(new Code(path.toString(), file, Optional.of(mapped)));
                }
            }
            return Optional.of(new Code(path.toString(), file, Optional.empty()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
