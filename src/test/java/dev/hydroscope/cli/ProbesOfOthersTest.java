package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Gcc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes of a program that was built to harm who looks at them. */
class ProbesOfOthersTest {
    private static final String HARMFUL = """
            int main(void)
            {
                __asm__ volatile("990: nop\\n.pushsection .note.stapsdt,\\"\\",\\"note\\"\\n .balign 4\\n"
                    " .4byte 992f-991f, 994f-993f, 3\\n991: .asciz \\"stapsdt\\"\\n992: .balign 4\\n993: .8byte 990b, 0, 0\\n"
                    " .asciz \\"demo\\"\\n .asciz \\"harm\\"\\n .asciz \\"8@\\033]0;title\\007\\"\\n994:"
                    " .balign 4\\n .popsection\\n");
                return 0;
            }
            """;

    @Test
    void anOperandDoesNotMoveTheTerminal(@TempDir Path folder) throws Exception {
        Ran ran = Ran.of("probes", "-v", "-l", Gcc.compile(folder, "harmful", HARMFUL).toString());
        assertEquals(0, ran.status());
        assertTrue(ran.out().contains("8@\\u001b]0;title"), ran.out());
        assertTrue(ran.out().chars().noneMatch(c -> c < ' ' && c != '\n'), ran.out());
    }
}
