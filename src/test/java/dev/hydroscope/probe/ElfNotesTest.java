package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Operand.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes of programs that gcc and systemtap's sys/sdt.h make, held against what readelf and the program's bytes say. */
class ElfNotesTest {
    @TempDir
    static Path folder;
    static Path program;

    @BeforeAll
    static void compile() throws Exception {
        program = Gcc.compile(folder, "probed", Gcc.PROBED);
    }

    @Test
    void findsEverySiteWithItsOperands() throws IOException {
        List<Site> sites = ElfNotes.read(program);
        assertEquals(List.of("demo:constant", "demo:six", "demo:six", "demo:symbol", "demo:zero"),
                sites.stream().map(Site::key).sorted().toList());
        Site constant = site(sites, "constant");
        assertEquals(List.of(Operand.constant(4, true, -1), Operand.constant(4, true, 7)), constant.operands());
        assertEquals(6, site(sites, "six").operands().size());
        assertEquals(List.of(), site(sites, "zero").operands());
    }

    @Test
    void offsetsPointAtTheNopAndTheSemaphoreOfTheFile() throws IOException {
        byte[] bytes = Files.readAllBytes(program);
        for (Site site : ElfNotes.read(program)) {
            assertEquals((byte) 0x90, bytes[(int) site.fileOffset()], site.toString());
            assertEquals(Gcc.SEMAPHORE_AT_REST, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                    .getShort((int) site.semaphoreFileOffset()), site.toString());
        }
    }

    @Test
    void moreNotesThanAnyProgramHasAreRefusedUnread() throws IOException {
        ByteBuffer elf = ByteBuffer.allocate(120 + (4 << 20)).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(Arrays.copyOf(Files.readAllBytes(program), 64)).putShort(56, (short) 1).putLong(32, 64).putLong(40, 0);
        elf.putInt(64, ElfFile.NOTE_SEGMENT).putLong(72, 120).putLong(96, 4 << 20);
        Path file = Files.write(folder.resolve("many"), elf.array());
        ProbeFileException refused = assertThrows(ProbeFileException.class, () -> ElfNotes.read(file));
        assertTrue(refused.getMessage().contains("bytes of notes"), refused.getMessage());
    }

    /** Each of 60,000 sections names itself by the same megabytes. */
    @Test
    void namesThatNeverEndAreNotRead() throws IOException {
        int sections = 60_000;
        int names = 64 + 64 * sections;
        int text = 4 << 20;
        ByteBuffer elf = ByteBuffer.allocate(names + text).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(Arrays.copyOf(Files.readAllBytes(program), 64)).putShort(56, (short) 0).putLong(40, 64)
                .putShort(60, (short) sections).putShort(62, (short) 0);
        elf.putLong(64 + 24, names).putLong(64 + 32, text);
        Arrays.fill(elf.array(), names, names + text - 1, (byte) 'x');
        Path file = Files.write(folder.resolve("names"), elf.array());
        assertEquals(List.of(), ElfNotes.list(file));
    }

    /** A library may claim 65,535 of them, and each site would be looked for in all. */
    @Test
    void moreSegmentsThanAnyProgramHasAreRefused() throws IOException {
        ByteBuffer elf = ByteBuffer.allocate(64 + 129 * 56).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(Arrays.copyOf(Files.readAllBytes(program), 64)).putShort(56, (short) 129).putLong(32, 64).putLong(40, 0);
        Path many = Files.write(folder.resolve("segments"), elf.array());
        assertProblem("it has more than 128 segments", many);
        elf.putShort(56, (short) 128);
        assertEquals(List.of(), ElfNotes.list(Files.write(folder.resolve("enough"), elf.array())));
    }

    @Test
    void positionMakesNoDifference() throws Exception {
        Path fixed = Gcc.compile(folder, "fixed", Gcc.PROBED, "-no-pie");
        byte[] bytes = Files.readAllBytes(fixed);
        assertEquals(5, ElfNotes.read(fixed).size());
        for (Site site : ElfNotes.read(fixed)) {
            assertEquals((byte) 0x90, bytes[(int) site.fileOffset()], site.toString());
        }
    }

    @Test
    void anOperandThatCannotBeFetchedLeavesItsSite() throws IOException {
        List<Operand> operands = site(ElfNotes.read(program), "symbol").operands();
        assertEquals(2, operands.size());
        assertEquals(Form.UNREADABLE, operands.get(0).form());
        assertTrue(operands.get(1).readable());
    }

    @Test
    void aPrelinkedProgramIsMovedWithItsBase() throws Exception {
        byte[] bytes = Files.readAllBytes(program);
        List<Site> before = ElfNotes.read(program);
        Path moved = folder.resolve("moved");
        for (int note : notes(bytes)) {
            ByteBuffer description = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int address = 0; address < 3; address++) {
                int at = note + 20 + address * 8;
                description.putLong(at, description.getLong(at) + 0x4000_0000L);
            }
        }
        Site.Where there = new Site.Where(Site.Where.Kind.USDT, moved);
        assertEquals(before.stream().map(site -> new Site(site.provider(), site.name(), there, site.fileOffset(),
                site.semaphoreFileOffset(), site.operands())).toList(), ElfNotes.read(Files.write(moved, bytes)));
    }

    @Test
    void readsTheNotesOfLibrariesAsReadelfDoes() throws Exception {
        Path jvm = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
        for (Path library : List.of(jvm, program)) {
            String notes = Gcc.output("readelf", "-n", library.toString());
            assertEquals(words(notes, "Provider: ", "Name: "),
                    ElfNotes.list(library).stream().map(site -> site.provider() + " " + site.name()).toList());
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        assertProblem("there is no such file", folder.resolve("gone"));
        assertProblem("it is not a file", folder);
        assertProblem("it is not an ELF file", Files.writeString(folder.resolve("script"), "#!/bin/sh\n"));
        assertProblem("it is not an ELF file", Files.write(folder.resolve("empty"), new byte[0]));
        assertProblem("it has no USDT probes", Gcc.compile(folder, "plain", "int main(void) { return 0; }"));
        byte[] narrow = Files.readAllBytes(program);
        narrow[4] = 1;
        assertProblem("it is a 32-bit program", Files.write(folder.resolve("narrow"), narrow));
    }

    @Test
    void saysThatNotesAreCutShort() throws IOException {
        byte[] bytes = Files.readAllBytes(program);
        int last = notes(bytes).get(4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(last + 4, 1 << 20);
        assertProblem("it is cut short or damaged", Files.write(folder.resolve("overlong"), bytes));
        assertProblem("it is cut short or damaged",
                Files.write(folder.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2)));
    }

    @Test
    void damagedFilesAreSitesOrAProblemAndNothingElse() throws IOException {
        byte[] good = Files.readAllBytes(program);
        Path file = folder.resolve("fuzzed");
        Random random = new Random(20);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            Files.write(file, damage(good.clone(), random));
            try {
                for (Site site : ElfNotes.list(file)) {
                    assertTrue(site.fileOffset() >= 0 && site.fileOffset() < Files.size(file), site.toString());
                    assertTrue(site.semaphoreFileOffset() >= 0 && site.semaphoreFileOffset() < Files.size(file));
                }
            } catch (ProbeFileException e) {
                assertFalse(e.hint().isEmpty());
                refused++;
            }
        }
        assertTrue(refused > 300, "damage was seen in " + refused);
    }

    private static byte[] damage(byte[] bytes, Random random) {
        List<Integer> notes = notes(bytes);
        int sections = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(40);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(64 + 56 * 13);
                case 1 -> sections + random.nextInt(bytes.length - sections);
                default -> notes.get(random.nextInt(notes.size())) + random.nextInt(100);
            };
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? -1 : 0);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static Site site(List<Site> sites, String name) {
        return sites.stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
    }

    private static void assertProblem(String why, Path file) {
        ProbeFileException problem = assertThrows(ProbeFileException.class, () -> ElfNotes.read(file));
        assertEquals(file + ": " + why, problem.getMessage());
        assertFalse(problem.hint().isEmpty());
    }

    /** Where the notes begin: each has its owner's name 12 bytes on. */
    private static List<Integer> notes(byte[] bytes) {
        List<Integer> notes = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String typeAndOwner = "\u0003\0\0\0stapsdt\0";
        for (int at = text.indexOf(typeAndOwner); at >= 0; at = text.indexOf(typeAndOwner, at + 1)) {
            notes.add(at - 8);
        }
        return notes;
    }

    private static List<String> words(String text, String... labels) {
        List<String> words = text.lines().map(String::trim)
                .filter(line -> List.of(labels).stream().anyMatch(line::startsWith))
                .map(line -> line.substring(line.indexOf(' ') + 1)).collect(Collectors.toList());
        return IntStream.range(0, words.size() / 2)
                .mapToObj(i -> words.get(2 * i) + " " + words.get(2 * i + 1)).toList();
    }
}
