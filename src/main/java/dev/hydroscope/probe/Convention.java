package dev.hydroscope.probe;

import java.util.List;

/** Where a function's arguments are when it begins, and its value when it returns: numbers and pointers, not floats. */
enum Convention {
    X86_64(List.of("rdi", "rsi", "rdx", "rcx", "r8", "r9"), "rax", "rsp", 8),
    AARCH64(List.of("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7"), "x0", "sp", 0);

    private static final int BYTES = 8;

    private final List<String> registers;
    private final String result;
    private final String stack;
    private final int returnAddressBytes;

    Convention(List<String> registers, String result, String stack, int returnAddressBytes) {
        this.registers = registers;
        this.result = result;
        this.stack = stack;
        this.returnAddressBytes = returnAddressBytes;
    }

    Operand argument(int index) {
        int beyond = index - registers.size();
        return beyond < 0 ? Operand.register(BYTES, true, registers.get(index))
                : Operand.memory(BYTES, true, returnAddressBytes + (long) BYTES * beyond, stack);
    }

    Operand result() {
        return Operand.register(BYTES, true, result);
    }
}
