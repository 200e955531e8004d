package dev.hydroscope.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The functions that a program or library defines, by both of its symbol tables, and those it takes from others. Names
 * stand without their version.
 *
 * @param stripped of the functions that no other file can call
 */
record ElfSymbols(List<Symbol> functions, Set<String> imported, boolean stripped) {
    private static final int ALL = 2;
    private static final int DYNAMIC = 11;
    private static final int SYMBOL_BYTES = 24;
    private static final int FUNCTION = 2;
    private static final int INDIRECT = 10;
    private static final int MOST_NAME_BYTES = 4096;
    /** Twice what a browser has, and their names. */
    private static final int MOST_FUNCTIONS = 2_000_000;
    private static final long MOST_NAMES = 128 << 20;

    static ElfSymbols of(ElfFile file) throws IOException {
        Set<Symbol> functions = new LinkedHashSet<>();
        Set<String> imported = new HashSet<>();
        for (int type : new int[] {ALL, DYNAMIC}) {
            List<ElfFile.Section> tables = file.sections(type);
            if (tables.size() > 1) {
                throw new ElfFile.Refused("it has " + tables.size() + " tables of symbols of one type");
            }
            for (ElfFile.Section section : tables) {
                read(file, section, functions, imported);
            }
        }
        return new ElfSymbols(List.copyOf(functions), Collections.unmodifiableSet(imported), file.sections(ALL).isEmpty());
    }

    List<Symbol> named(String name) {
        return functions.stream().filter(symbol -> symbol.name().equals(name)).toList();
    }

    List<Symbol> matching(Glob glob) {
        return functions.stream().filter(symbol -> glob.matchesName(symbol.name())).toList();
    }

    private static void read(ElfFile file, ElfFile.Section section, Set<Symbol> functions, Set<String> imported)
            throws IOException {
        ByteBuffer table = ByteBuffer.wrap(file.table(section.offset(), section.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        ElfFile.Section texts = file.linked(section);
        byte[] names = file.table(texts.offset(), texts.bytes());
        long letters = 0;
        for (int at = 0; at + SYMBOL_BYTES <= table.limit(); at += SYMBOL_BYTES) {
            int type = table.get(at + 4) & 15;
            if (type != FUNCTION && type != INDIRECT) {
                continue;
            }
            String name = name(names, table.getInt(at));
            letters += name.length();
            if (letters > MOST_NAMES || functions.size() + imported.size() > MOST_FUNCTIONS) {
                throw new ElfFile.Refused("it has more than " + MOST_FUNCTIONS + " functions, or very long names");
            }
            if (!name.codePoints().allMatch(ElfSymbols::visible)) {
                continue;
            }
            if (table.getShort(at + 6) == 0) {
                imported.add(name);
            } else if (file.loaded(table.getLong(at + 8)).filter(ElfFile.Segment::executable).isPresent()) {
                functions.add(new Symbol(name, table.getLong(at + 8), table.getLong(at + 16), type == INDIRECT));
            }
        }
    }

    /** What could not be asked for, or would move a terminal, is no function's name. */
    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Up to its version, which follows an @. */
    static String name(byte[] names, int from) throws EOFException {
        int to = from;
        while (to >= 0 && to < names.length && to - from < MOST_NAME_BYTES && names[to] != 0 && names[to] != '@') {
            to++;
        }
        if (from < 0 || to >= names.length) {
            throw new EOFException();
        }
        return new String(names, from, to - from, StandardCharsets.UTF_8);
    }
}
