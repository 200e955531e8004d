package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.probe.ElfFile.Machine;
import dev.hydroscope.probe.Operand.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperandSyntaxTest {
    @Test
    void registersOfAllWidthsAreCalledByTheirFullName() {
        for (String text : List.of("%rax", "%eax", "%ax", "%al")) {
            assertEquals(Operand.register(8, false, "rax"), x86("8@" + text));
        }
        for (String text : List.of("%r13", "%r13d", "%r13w", "%r13b")) {
            assertEquals(Operand.register(4, true, "r13"), x86("-4@" + text));
        }
        assertEquals(Operand.register(1, false, "rsi"), x86("1@%sil"));
        assertEquals(Operand.register(1, true, "rbp"), x86("-1@%bpl"));
    }

    @Test
    void memoryIsAnOffsetFromARegister() {
        assertEquals(Operand.memory(4, true, 600, "r13"), x86("-4@600(%r13)"));
        assertEquals(Operand.memory(8, false, -80, "rdi"), x86("8@-80(%rdi)"));
        assertEquals(Operand.memory(2, false, 0, "rsp"), x86("2@(%rsp)"));
        assertEquals(Operand.memory(8, false, 0x20, "rsp"), x86("8@0x20(%rsp)"));
    }

    @Test
    void constantsHaveSixtyFourBits() {
        assertEquals(Operand.constant(4, true, -1), x86("-4@$-1"));
        assertEquals(Operand.constant(8, false, 1032), x86("8@$1032"));
        assertEquals(Operand.constant(8, false, -1), x86("8@$18446744073709551615"));
        assertEquals(Operand.constant(8, true, Long.MIN_VALUE), x86("-8@$-9223372036854775808"));
        assertEquals(Form.UNREADABLE, x86("8@$99999999999999999999").form());
    }

    @Test
    void indexedOperandsHaveAScale() {
        assertEquals(Operand.indexed(8, false, 0, "rbp", "rdx", 1), x86("8@0(%rbp,%rdx)"));
        assertEquals(Operand.indexed(8, false, 0, "rax", "rbx", 4), x86("8@(%rax,%rbx,4)"));
        assertEquals(Operand.indexed(8, true, -8, "r12", "r15", 8), x86("-8@-8(%r12,%r15,8)"));
    }

    @Test
    void whatCannotBeFetchedIsKeptAsText() {
        for (String text : List.of("8@%xmm0", "1@%ah", "8f@%xmm0", "8@counter(%rip)", "8@8+counter(%rip)", "8@16(%rip)",
                "8@(,%rbx,4)", "8@%fs:0", "16@%rax", "%rax", "8@", "3@%eax", "8@(%rax,%rbx,3)", "8@$counter")) {
            assertEquals(Operand.unreadable(text), x86(text), text);
        }
        assertEquals("8@counter(%rip) (unreadable)", x86("8@counter(%rip)").toString());
    }

    @Test
    void oneUnreadableOperandLeavesTheOthers() {
        List<Operand> operands = OperandSyntax.parseAll(" 8@%rdi 8@counter(%rip) -4@$3 ", Machine.X86_64);
        assertEquals(List.of(Operand.register(8, false, "rdi"), Operand.unreadable("8@counter(%rip)"),
                Operand.constant(4, true, 3)), operands);
        assertEquals(List.of(), OperandSyntax.parseAll("", Machine.X86_64));
    }

    @Test
    void armWritesThemInItsOwnWay() {
        assertEquals(
                List.of(Operand.register(8, true, "x0"), Operand.memory(8, false, 16, "sp"),
                        Operand.register(4, false, "x2"), Operand.memory(4, true, -8, "x29"),
                        Operand.constant(4, true, -5),
                        Operand.indexed(8, false, 0, "x1", "x3", 8), Operand.memory(1, false, 0, "x30")),
                OperandSyntax.parseAll("-8@x0 8@[sp, 16] 4@w2 -4@[x29, -8] -4@-5 8@[x1, x3, lsl 3] 1@[x30]",
                        Machine.AARCH64));
        assertEquals(Form.UNREADABLE, OperandSyntax.parse("8@%rax", Machine.AARCH64).form());
        assertEquals(Form.UNREADABLE, OperandSyntax.parse("8@d0", Machine.AARCH64).form());
    }

    @Test
    void anUnknownMachinesSitesKeepTheirOperandsAsText() {
        assertEquals(List.of(Operand.unreadable("8@a0"), Operand.unreadable("-4@0(s1)")),
                OperandSyntax.parseAll("8@a0 -4@0(s1)", Machine.OTHER));
    }

    private static Operand x86(String text) {
        return OperandSyntax.parse(text, Machine.X86_64);
    }
}
