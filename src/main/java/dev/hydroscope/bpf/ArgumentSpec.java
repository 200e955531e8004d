package dev.hydroscope.bpf;

/**
 * Where one argument of a site is found and what the kernel side does with it.
 *
 * @param size bytes of the operand: 1, 2, 4 or 8
 * @param register its 64-bit name, `rax` or `x0`; "" for a constant
 * @param index the second register of an INDEXED operand, else ""
 * @param value the constant, or the displacement from the register
 * @param lengthArgument of BYTES: the index of the argument with its length, or {@link #NO_ARGUMENT}
 * @param length of BYTES without such an argument; of STRING the most it can hold, 0 for the session's limit
 * @param kernel its text is the kernel's memory, not the process's
 */
public record ArgumentSpec(Kind kind, Form form, int size, boolean signed, String register, String index, int scale,
        long value, int lengthArgument, int length, boolean kernel) {
    public static final int NO_ARGUMENT = 0xff;

    /** In the order of trace.h. */
    public enum Kind {
        INT, STRING, BYTES, SOCKADDR, STREAM, WITHHELD, HELLO;

        boolean pointsToMore() {
            return this != INT;
        }
    }

    /** In the order of trace.h; FIELD and on are of a tracepoint's record, where `value` is the offset. */
    public enum Form { REGISTER, CONSTANT, MEMORY, INDEXED, FIELD, PLACE, DYNAMIC }

    /** Whether the kernel side can read this operand on this machine. */
    public boolean readable() {
        return form == Form.CONSTANT || form.ordinal() >= Form.FIELD.ordinal()
                || Registers.knows(register) && (form != Form.INDEXED || Registers.knows(index));
    }
}
