package dev.hydroscope.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a 64-bit little-endian ELF file that probes need: its segments and sections. Reads only what it is asked
 * for, so a large binary costs no more than a small one, and a file that shrinks meanwhile is an error and no signal.
 */
final class ElfFile implements AutoCloseable {
    static final int NOTE_SEGMENT = 4;
    private static final int LOAD_SEGMENT = 1;
    private static final int SEGMENT_BYTES = 56;
    private static final int SECTION_BYTES = 64;
    private static final int MOST_BYTES_AT_ONCE = 8 << 20;
    /** Of a browser's names; anyone may make a file that claims more. */
    private static final int MOST_TABLE_BYTES = 128 << 20;
    /** Ten times what programs have: every site and every function is looked for in all of them. */
    private static final int MOST_SEGMENTS = 128;
    /** Longer than any name that is asked for: of a longer one the rest is of no interest, and may be made up. */
    private static final int MOST_NAME_BYTES = 64;

    private final FileChannel channel;
    private final Machine machine;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    /** Which instruction set its operands are written in. */
    enum Machine { X86_64, AARCH64, OTHER }

    /** A part of the file that is loaded, or holds notes. */
    record Segment(int type, boolean executable, long offset, long address, long fileBytes) {
        boolean holds(long other) {
            return other >= address && other - address < fileBytes;
        }
    }

    /** @param link the index of the section that belongs to it, as its names */
    record Section(String name, int type, long address, long offset, long bytes, int link) {
    }

    private ElfFile(FileChannel channel) throws IOException {
        this.channel = channel;
        requireReadable(read(0, Math.min(6, channel.size())));
        ByteBuffer header = read(0, 64);
        requireTables(header);
        this.machine = switch (header.getShort(18)) {
            case 62 -> Machine.X86_64;
            case 183 -> Machine.AARCH64;
            default -> Machine.OTHER;
        };
        readSegments(header.getLong(32), Short.toUnsignedInt(header.getShort(56)));
        readSections(header.getLong(40), Short.toUnsignedInt(header.getShort(60)),
                Short.toUnsignedInt(header.getShort(62)));
    }

    /** What a file has that is no such ELF file; the reason is its message. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    static ElfFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new ElfFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Machine machine() {
        return machine;
    }

    Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    List<Section> sections(int type) {
        return sections.stream().filter(section -> section.type() == type).toList();
    }

    /** The one that belongs to it; EOFException where there is none. */
    Section linked(Section section) throws EOFException {
        if (section.link() < 0 || section.link() >= sections.size()) {
            throw new EOFException();
        }
        return sections.get(section.link());
    }

    /** The loaded segments that may be run. */
    List<Segment> code() {
        return segments.stream().filter(segment -> segment.type() == LOAD_SEGMENT && segment.executable()).toList();
    }

    List<Segment> notes() {
        return segments.stream().filter(segment -> segment.type() == NOTE_SEGMENT).toList();
    }

    /** The loaded segment that has this address in the file's own bytes. */
    Optional<Segment> loaded(long address) {
        return segments.stream().filter(segment -> segment.type() == LOAD_SEGMENT)
                .filter(segment -> segment.holds(address)).findFirst();
    }

    /** Where in the file the byte of that address is; EOFException where the segment lies about it. */
    long offset(Segment segment, long address) throws IOException {
        long offset = address - segment.address() + segment.offset();
        if (offset < 0 || offset >= channel.size()) {
            throw new EOFException();
        }
        return offset;
    }

    /** Those bytes of the file, little endian; EOFException where it ends before. */
    ByteBuffer read(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > MOST_BYTES_AT_ONCE || offset > channel.size() - length) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    /** The same for tables, which may be larger; in pieces, so that a made up length costs nothing. */
    byte[] table(long offset, long length) throws IOException {
        if (length > MOST_TABLE_BYTES) {
            throw new Refused("it has a table of more than " + MOST_TABLE_BYTES + " bytes");
        }
        if (offset < 0 || length < 0 || offset > channel.size() - length) {
            throw new EOFException();
        }
        byte[] bytes = new byte[(int) length];
        for (int at = 0; at < bytes.length; at += MOST_BYTES_AT_ONCE) {
            ByteBuffer part = read(offset + at, Math.min(MOST_BYTES_AT_ONCE, bytes.length - at));
            part.get(bytes, at, part.limit());
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void requireReadable(ByteBuffer header) throws Refused {
        if (header.limit() < 6 || header.getInt(0) != 0x464c457f) {
            throw new Refused("it is not an ELF file");
        }
        if (header.get(4) != 2) {
            throw new Refused("it is a 32-bit program");
        }
        if (header.get(5) != 1) {
            throw new Refused("it is a big-endian program");
        }
    }

    private static void requireTables(ByteBuffer header) throws EOFException {
        boolean segments = header.getShort(56) == 0 || header.getShort(54) == SEGMENT_BYTES;
        boolean sections = header.getShort(60) == 0 || header.getShort(58) == SECTION_BYTES;
        if (!segments || !sections) {
            throw new EOFException();
        }
    }

    private void readSegments(long offset, int count) throws IOException {
        if (count > MOST_SEGMENTS) {
            throw new Refused("it has more than " + MOST_SEGMENTS + " segments");
        }
        ByteBuffer table = read(offset, (long) count * SEGMENT_BYTES);
        for (int at = 0; at < table.limit(); at += SEGMENT_BYTES) {
            segments.add(new Segment(table.getInt(at), (table.getInt(at + 4) & 1) != 0, table.getLong(at + 8),
                    table.getLong(at + 16), table.getLong(at + 32)));
        }
    }

    private void readSections(long offset, int count, int namesIndex) throws IOException {
        if (offset == 0 || namesIndex >= count) {
            return;
        }
        ByteBuffer table = read(offset, (long) count * SECTION_BYTES);
        Section names = section(table, namesIndex, "");
        ByteBuffer texts = read(names.offset(), names.bytes());
        for (int i = 0; i < count; i++) {
            sections.add(section(table, i, text(texts, table.getInt(i * SECTION_BYTES))));
        }
    }

    private static Section section(ByteBuffer table, int index, String name) {
        int at = index * SECTION_BYTES;
        return new Section(name, table.getInt(at + 4), table.getLong(at + 16), table.getLong(at + 24),
                table.getLong(at + 32), table.getInt(at + 40));
    }

    private static String text(ByteBuffer texts, int from) throws EOFException {
        int to = from;
        while (to >= 0 && to < texts.limit() && to - from < MOST_NAME_BYTES && texts.get(to) != 0) {
            to++;
        }
        if (to < 0 || to >= texts.limit()) {
            throw new EOFException();
        }
        return new String(texts.array(), from, to - from, StandardCharsets.ISO_8859_1);
    }
}
