package dev.hydroscope.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function of which a process chose one of several implementations when it started (IFUNC, as the C library's strlen): the
 * address it chose stands in the tables through which it calls, and those are read from its memory.
 */
final class Indirect {
    private static final int RELOCATIONS = 4;
    private static final int RELOCATION_BYTES = 24;
    private static final long MOST_BYTES = 64 << 20;
    /** R_X86_64_IRELATIVE and R_AARCH64_IRELATIVE: the slot is what the function at the addend answers. */
    private static final Set<Integer> CHOSEN = Set.of(37, 1032);
    /** 64, GLOB_DAT and JUMP_SLOT of both: the slot is the address of a symbol. */
    private static final Set<Integer> NAMED = Set.of(1, 6, 7, 257, 1025, 1026);

    private final MappedFile file;
    private final List<MappedFile> around;

    Indirect(MappedFile file, List<MappedFile> around) {
        this.file = file;
        this.around = around;
    }

    /** Where in the file the implementation begins; empty where no table of the process tells. */
    Optional<Long> offset(Symbol symbol) throws IOException {
        List<MappedFile> files = new ArrayList<>(List.of(file));
        around.stream().filter(other -> !other.equals(file)).forEach(files::add);
        for (MappedFile other : files) {
            try (ElfFile elf = ElfFile.open(other.path())) {
                Optional<Long> moved = other.moved(elf);
                for (long slot : moved.isPresent() ? slots(elf, symbol, other == file) : List.<Long>of()) {
                    Optional<Long> offset = file.codeOffset(read(slot + moved.get()));
                    if (offset.isPresent() && !offset.equals(own(symbol))) {
                        return offset;
                    }
                }
            } catch (ElfFile.Refused e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** Of what chooses: a slot that still has it has not been filled. */
    private Optional<Long> own(Symbol symbol) throws IOException {
        try (ElfFile elf = ElfFile.open(file.path())) {
            return Optional.of(elf.offset(elf.loaded(symbol.address()).orElseThrow(EOFException::new), symbol.address()));
        }
    }

    /** The addresses, in the file's numbering, of what holds the address of the implementation; the surest first. */
    private static List<Long> slots(ElfFile elf, Symbol symbol, boolean own) throws IOException {
        if (elf.sections(RELOCATIONS).stream().mapToLong(ElfFile.Section::bytes).sum() > MOST_BYTES) {
            throw new ElfFile.Refused("it has more than " + MOST_BYTES + " bytes of relocations");
        }
        List<Long> chosen = new ArrayList<>();
        List<Long> named = new ArrayList<>();
        for (ElfFile.Section section : elf.sections(RELOCATIONS)) {
            ByteBuffer table = table(elf, section);
            Optional<Names> names = section.link() == 0 ? Optional.empty() : Optional.of(new Names(elf, elf.linked(section)));
            for (int at = 0; at + RELOCATION_BYTES <= table.limit(); at += RELOCATION_BYTES) {
                int type = table.getInt(at + 8);
                int which = table.getInt(at + 12);
                if (own && CHOSEN.contains(type) && table.getLong(at + 16) == symbol.address()) {
                    chosen.add(table.getLong(at));
                } else if (NAMED.contains(type) && which != 0 && names.isPresent()
                        && names.get().of(which).equals(symbol.name())) {
                    named.add(table.getLong(at));
                }
            }
        }
        chosen.addAll(named);
        return chosen;
    }

    private static ByteBuffer table(ElfFile elf, ElfFile.Section section) throws IOException {
        return ByteBuffer.wrap(elf.table(section.offset(), section.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Of a table of symbols. */
    private static final class Names {
        private final ByteBuffer symbols;
        private final byte[] texts;

        Names(ElfFile elf, ElfFile.Section section) throws IOException {
            symbols = table(elf, section);
            ElfFile.Section linked = elf.linked(section);
            texts = elf.table(linked.offset(), linked.bytes());
        }

        String of(int index) throws IOException {
            long at = 24L * index;
            return index < 0 || at + 24 > symbols.limit() ? "" : ElfSymbols.name(texts, symbols.getInt((int) at));
        }
    }

    private long read(long address) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel memory = FileChannel.open(ProcFiles.of(file.pid()).resolve("mem"))) {
            return memory.read(word, address) == 8 ? word.getLong(0) : 0;
        }
    }
}
