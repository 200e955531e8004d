package dev.hydroscope.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The USDT notes of a program or a library (.note.stapsdt): where each of its probes fires and where its arguments are.
 * Whatever the file holds, the answer is its sites or a {@link ProbeFileException}.
 */
public final class ElfNotes {
    private static final byte[] OWNER = "stapsdt\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USDT = 3;
    private static final int ADDRESSES_BYTES = 24;
    /** A hundred times what H2O has. Anyone may run a program, and all of them are looked at. */
    private static final int MOST_BYTES = 2 << 20;

    private final ElfFile file;
    private final Site.Where where;
    private final long base;
    private final List<Site> sites = new ArrayList<>();
    private long bytesRead;

    private ElfNotes(ElfFile file, Path path) {
        this.file = file;
        this.where = new Site.Where(Site.Where.Kind.USDT, path);
        this.base = file.section(".stapsdt.base").map(ElfFile.Section::address).orElse(0L);
    }

    /** At least one site; a file without any is refused. */
    public static List<Site> read(Path file) throws ProbeFileException {
        List<Site> sites = list(file);
        if (sites.isEmpty()) {
            throw new ProbeFileException(file, "it has no USDT probes",
                    "build it with them: H2O with cmake -DWITH_DTRACE=ON and systemtap-sdt-dev installed");
        }
        return sites;
    }

    /** Its sites, none too. */
    static List<Site> list(Path file) throws ProbeFileException {
        return reading(file, () -> {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new ElfFile.Refused("it is not a file");
            }
            try (ElfFile elf = ElfFile.open(file)) {
                return new ElfNotes(elf, file).all();
            }
        });
    }

    /** What is read of a file. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** Every failure with its reason, and what to do. */
    static <T> T reading(Path file, Reading<T> reading) throws ProbeFileException {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new ProbeFileException(file, "there is no such file",
                    "see whether the process has ended, and whether the path is right");
        } catch (AccessDeniedException e) {
            throw new ProbeFileException(file, "it may not be read", "run as root");
        } catch (ElfFile.Refused e) {
            throw new ProbeFileException(file, e.getMessage(),
                    "give a 64-bit program or library as a compiler makes it, not a script around it");
        } catch (EOFException e) {
            throw new ProbeFileException(file, "it is cut short or damaged", "install or build it again");
        } catch (ProbeFileException e) {
            throw e;
        } catch (IOException e) {
            throw new ProbeFileException(file, "it cannot be read: " + e.getMessage(),
                    "see whether its file system works");
        }
    }

    private List<Site> all() throws IOException {
        Optional<ElfFile.Section> section = file.section(".note.stapsdt");
        if (section.isPresent()) {
            readNotes(section.get().offset(), section.get().bytes());
        } else {
            for (ElfFile.Segment segment : file.notes()) {
                readNotes(segment.offset(), segment.fileBytes());
            }
        }
        return sites;
    }

    private void readNotes(long offset, long bytes) throws IOException {
        if (bytes > MOST_BYTES - bytesRead) {
            throw new ElfFile.Refused("it has more than " + MOST_BYTES + " bytes of notes");
        }
        bytesRead += bytes;
        ByteBuffer notes = file.read(offset, bytes);
        while (notes.remaining() >= 12) {
            int nameBytes = notes.getInt();
            int descriptionBytes = notes.getInt();
            int type = notes.getInt();
            ByteBuffer name = part(notes, nameBytes);
            ByteBuffer description = part(notes, descriptionBytes);
            if (type == USDT && name.equals(ByteBuffer.wrap(OWNER))) {
                site(description).ifPresent(sites::add);
            }
        }
    }

    /** The next bytes of a note, and past their padding. */
    private static ByteBuffer part(ByteBuffer notes, int length) throws EOFException {
        if (length < 0 || length > notes.remaining()) {
            throw new EOFException();
        }
        ByteBuffer part = notes.slice(notes.position(), length).order(notes.order());
        notes.position(Math.min(notes.limit(), notes.position() + (length + 3 & ~3)));
        return part;
    }

    /** Empty where the linker dropped the code around the probe and left its note: it can never fire. */
    private Optional<Site> site(ByteBuffer description) throws IOException {
        if (description.remaining() < ADDRESSES_BYTES) {
            throw new EOFException();
        }
        long location = description.getLong();
        long linkedBase = description.getLong();
        long semaphore = description.getLong();
        String provider = word(description);
        String name = word(description);
        List<Operand> operands = OperandSyntax.parseAll(text(description), file.machine());
        long moved = base == 0 || linkedBase == 0 ? 0 : base - linkedBase;
        Optional<ElfFile.Segment> code = file.loaded(location + moved).filter(ElfFile.Segment::executable);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        long offset = file.offset(code.get(), location + moved);
        return Optional.of(new Site(provider, name, where, offset, semaphore(semaphore, moved), operands));
    }

    /** A semaphore outside the file's bytes cannot be armed, and its probe never fires: that is a damaged file. */
    private long semaphore(long address, long moved) throws IOException {
        if (address == 0) {
            return 0;
        }
        return file.offset(file.loaded(address + moved).orElseThrow(EOFException::new), address + moved);
    }

    private static String word(ByteBuffer description) throws EOFException {
        String word = text(description);
        if (word.isEmpty() || !word.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new EOFException();
        }
        return word;
    }

    private static String text(ByteBuffer description) throws EOFException {
        int from = description.position();
        while (description.hasRemaining()) {
            if (description.get() == 0) {
                byte[] bytes = new byte[description.position() - 1 - from];
                description.get(from, bytes);
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        throw new EOFException();
    }
}
