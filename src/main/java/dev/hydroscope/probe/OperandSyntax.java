package dev.hydroscope.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operands of a note, as the assembler wrote them: `-4@600(%r13)`, `8@%rax`, `8@$0`, `8@0(%rbp,%rdx)`; on arm64
 * `-8@x0`, `8@[sp, 16]`. What cannot be fetched becomes an unreadable operand: symbols, %rip, vector registers, %ah.
 */
final class OperandSyntax {
    private static final String NUMBER = "-?(?:0x[0-9a-fA-F]+|[0-9]+)";
    private static final Pattern NEXT = Pattern.compile("\\s+(?=-?[0-9]+f?@)");
    private static final Pattern SIZED = Pattern.compile("(-?)([1248])@(.*)");

    private static final Pattern CONSTANT = Pattern.compile("\\$(" + NUMBER + ")");
    private static final Pattern REGISTER = Pattern.compile("%(\\w+)");
    private static final Pattern MEMORY =
            Pattern.compile("(" + NUMBER + ")?\\(%(\\w+)(?:, ?%(\\w+)(?:, ?([1248]))?)?\\)");

    private static final Pattern ARM_CONSTANT = Pattern.compile("#?(" + NUMBER + ")");
    private static final Pattern ARM_REGISTER = Pattern.compile("(\\w+)");
    private static final Pattern ARM_MEMORY = Pattern.compile("\\[(\\w+)(?:, ?#?(" + NUMBER + "))?\\]");
    private static final Pattern ARM_INDEXED = Pattern.compile("\\[(\\w+), ?(x\\d+)(?:, ?lsl #?([0-3]))?\\]");

    private static final Map<String, String> X86_REGISTERS = x86Registers();
    private static final Map<String, String> ARM_REGISTERS = armRegisters();

    private OperandSyntax() {
    }

    static List<Operand> parseAll(String text, ElfFile.Machine machine) {
        String trimmed = text.trim();
        return trimmed.isEmpty() ? List.of()
                : Arrays.stream(NEXT.split(trimmed)).map(operand -> parse(operand, machine)).toList();
    }

    static Operand parse(String text, ElfFile.Machine machine) {
        Matcher sized = SIZED.matcher(text);
        if (!sized.matches()) {
            return Operand.unreadable(text);
        }
        boolean signed = !sized.group(1).isEmpty();
        int size = Integer.parseInt(sized.group(2));
        Optional<Operand> operand = switch (machine) {
            case X86_64 -> x86(size, signed, sized.group(3));
            case AARCH64 -> arm(size, signed, sized.group(3));
            case OTHER -> Optional.empty();
        };
        return operand.orElseGet(() -> Operand.unreadable(text));
    }

    private static Optional<Operand> x86(int size, boolean signed, String text) {
        Matcher constant = CONSTANT.matcher(text);
        if (constant.matches()) {
            return number(constant.group(1)).map(value -> Operand.constant(size, signed, value));
        }
        Matcher register = REGISTER.matcher(text);
        if (register.matches()) {
            return known(X86_REGISTERS, register.group(1)).map(name -> Operand.register(size, signed, name));
        }
        Matcher memory = MEMORY.matcher(text);
        return memory.matches() ? x86Memory(size, signed, memory) : Optional.empty();
    }

    private static Optional<Operand> x86Memory(int size, boolean signed, Matcher memory) {
        Optional<Long> offset = number(memory.group(1) == null ? "0" : memory.group(1));
        Optional<String> base = known(X86_REGISTERS, memory.group(2));
        if (memory.group(3) == null) {
            return offset.flatMap(value -> base.map(name -> Operand.memory(size, signed, value, name)));
        }
        int scale = memory.group(4) == null ? 1 : Integer.parseInt(memory.group(4));
        return offset.flatMap(value -> base.flatMap(name -> known(X86_REGISTERS, memory.group(3))
                .map(index -> Operand.indexed(size, signed, value, name, index, scale))));
    }

    private static Optional<Operand> arm(int size, boolean signed, String text) {
        Matcher constant = ARM_CONSTANT.matcher(text);
        if (constant.matches()) {
            return number(constant.group(1)).map(value -> Operand.constant(size, signed, value));
        }
        Matcher register = ARM_REGISTER.matcher(text);
        if (register.matches()) {
            return known(ARM_REGISTERS, text).map(name -> Operand.register(size, signed, name));
        }
        Matcher memory = ARM_MEMORY.matcher(text);
        if (memory.matches()) {
            Optional<Long> offset = number(memory.group(2) == null ? "0" : memory.group(2));
            return offset.flatMap(value -> known(ARM_REGISTERS, memory.group(1))
                    .map(name -> Operand.memory(size, signed, value, name)));
        }
        Matcher indexed = ARM_INDEXED.matcher(text);
        return indexed.matches() ? armIndexed(size, signed, indexed) : Optional.empty();
    }

    private static Optional<Operand> armIndexed(int size, boolean signed, Matcher indexed) {
        int scale = indexed.group(3) == null ? 1 : 1 << Integer.parseInt(indexed.group(3));
        return known(ARM_REGISTERS, indexed.group(1)).flatMap(base -> known(ARM_REGISTERS, indexed.group(2))
                .map(index -> Operand.indexed(size, signed, 0, base, index, scale)));
    }

    private static Optional<String> known(Map<String, String> registers, String name) {
        return Optional.ofNullable(registers.get(name));
    }

    /** A number of 64 bits, signed or not; empty where it needs more. */
    private static Optional<Long> number(String text) {
        String digits = text.replaceFirst("^-", "").replaceFirst("^0x", "");
        try {
            long value = Long.parseUnsignedLong(digits, text.contains("0x") ? 16 : 10);
            return Optional.of(text.startsWith("-") ? -value : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> x86Registers() {
        Map<String, String> registers = new HashMap<>();
        for (String letter : List.of("a", "b", "c", "d")) {
            String name = "r" + letter + "x";
            List.of(name, "e" + letter + "x", letter + "x", letter + "l").forEach(form -> registers.put(form, name));
        }
        for (String name : List.of("si", "di", "bp", "sp")) {
            List.of("r" + name, "e" + name, name, name + "l").forEach(form -> registers.put(form, "r" + name));
        }
        for (int i = 8; i < 16; i++) {
            String name = "r" + i;
            List.of("", "d", "w", "b").forEach(width -> registers.put(name + width, name));
        }
        return registers;
    }

    private static Map<String, String> armRegisters() {
        Map<String, String> registers = new HashMap<>();
        for (int i = 0; i < 31; i++) {
            registers.put("x" + i, "x" + i);
            registers.put("w" + i, "x" + i);
        }
        registers.put("sp", "sp");
        return registers;
    }
}
