package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries of others, which say of their functions whatever they like. */
class ElfSymbolsTest {
    private static final int SECTIONS = 64 + 56;
    @TempDir
    Path folder;

    @Test
    void aNameThatWouldMoveATerminalIsNone() throws Exception {
        Path library = Gcc.compile(folder, "named", "int plain(void) { return 1; }\nint two_words(void) { return 2; }\n"
                + "int XX0_title(void) { return 3; }\nint turnYYYed(void) { return 4; }\nint main(void) { return 0; }\n");
        String bytes = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
        Files.write(library, bytes.replace("two_words", "two words").replace("XX0_", "\u001b]0;")
                .replace("YYY", "\u00e2\u0080\u00ae").getBytes(StandardCharsets.ISO_8859_1));
        List<String> names = Code.at(library).functions("").stream().map(Symbol::name).toList();
        assertTrue(names.contains("plain") && names.contains("main"), names.toString());
        assertTrue(names.stream().allMatch(name -> name.matches("[!-~]+")), names.toString());
    }

    @Test
    void aNameOfAFileIsNone() {
        assertEquals("a_b__e_c.so", Code.at(Path.of("/x/a\u001bb\u202e:e?c.so")).provider());
    }

    /** Each of three million functions has a name of four thousand letters, which are the same. */
    @Test
    void namesThatNeverEndAreRefused() throws IOException {
        assertRefused("very long names", library(3_000_000, 1));
    }

    @Test
    void moreTablesThanOneOfATypeAreRefused() throws IOException {
        assertRefused("it has 2 tables of symbols", library(1, 2));
    }

    private static void assertRefused(String why, Path library) {
        ProbeFileException refused = assertThrows(ProbeFileException.class, () -> Code.at(library).functions(""));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private Path library(int functions, int tables) throws IOException {
        int names = SECTIONS + 64 * (tables + 1);
        int symbols = names + 4096;
        ByteBuffer elf = ByteBuffer.allocate(symbols + 24 * functions).order(ByteOrder.LITTLE_ENDIAN);
        elf.put("\u007fELF\u0002\u0001\u0001".getBytes(StandardCharsets.US_ASCII)).putShort(18, (short) 62).putLong(32, 64)
                .putLong(40, SECTIONS).putShort(54, (short) 56).putShort(56, (short) 1).putShort(58, (short) 64)
                .putShort(60, (short) (tables + 1)).putShort(62, (short) 0);
        elf.putInt(64, 1).putInt(68, 5).putLong(64 + 16, 0x1000).putLong(64 + 32, elf.capacity());
        elf.putInt(SECTIONS + 4, 3).putLong(SECTIONS + 24, names).putLong(SECTIONS + 32, 4096);
        for (int i = 1; i <= tables; i++) {
            elf.putInt(SECTIONS + 64 * i + 4, 2).putLong(SECTIONS + 64 * i + 24, symbols)
                    .putLong(SECTIONS + 64 * i + 32, 24L * functions).putInt(SECTIONS + 64 * i + 40, 0);
        }
        Arrays.fill(elf.array(), names + 1, names + 4095, (byte) 'x');
        for (int i = 0; i < functions; i++) {
            elf.putInt(symbols + 24 * i, 1).put(symbols + 24 * i + 4, (byte) 2).putShort(symbols + 24 * i + 6, (short) 1)
                    .putLong(symbols + 24 * i + 8, 0x1000);
        }
        return Files.write(folder.resolve("library"), elf.array());
    }
}
