package dev.hydroscope.probe;

import java.util.Locale;

/**
 * Where a site keeps one argument, as its note says it.
 *
 * @param size bytes: 1, 2, 4 or 8
 * @param register the 64-bit name of the (base) register, whatever width the note names: `rax` for `%al`, `x0` for
 *         `w0`; of an UNREADABLE operand its text
 * @param index the 64-bit name of the index register of INDEXED, else ""
 * @param value the offset of MEMORY and INDEXED, the CONSTANT itself, else 0
 */
public record Operand(Form form, int size, boolean signed, String register, String index, int scale, long value) {
    /**
     * FIELD, PLACE and DYNAMIC are of a tracepoint's record: the number at an offset, what begins there, and what the
     * number there says where to find. UNREADABLE: a form that the tracer cannot fetch; the site's other arguments stay good.
     */
    public enum Form { REGISTER, MEMORY, CONSTANT, INDEXED, FIELD, PLACE, DYNAMIC, UNREADABLE }

    static Operand register(int size, boolean signed, String register) {
        return new Operand(Form.REGISTER, size, signed, register, "", 1, 0);
    }

    static Operand constant(int size, boolean signed, long value) {
        return new Operand(Form.CONSTANT, size, signed, "", "", 1, value);
    }

    static Operand memory(int size, boolean signed, long offset, String base) {
        return new Operand(Form.MEMORY, size, signed, base, "", 1, offset);
    }

    static Operand indexed(int size, boolean signed, long offset, String base, String index, int scale) {
        return new Operand(Form.INDEXED, size, signed, base, index, scale, offset);
    }

    /** The number at an offset of a tracepoint's record. */
    static Operand field(int size, boolean signed, long offset) {
        return new Operand(Form.FIELD, size, signed, "", "", 1, offset);
    }

    /** The address of what is at an offset of the record. */
    static Operand place(long offset) {
        return new Operand(Form.PLACE, 8, false, "", "", 1, offset);
    }

    /** The address that the number at an offset tells: as far from the record's begin, moved on by that many bytes. */
    static Operand dynamic(long offset, int moved) {
        return new Operand(Form.DYNAMIC, 4, false, "", "", moved, offset);
    }

    static Operand unreadable(String text) {
        return new Operand(Form.UNREADABLE, 8, false, text, "", 1, 0);
    }

    /** The same place, read as that much of it. A constant is what it is. */
    Operand as(int bytes, boolean negative) {
        return form == Form.REGISTER || form == Form.MEMORY || form == Form.INDEXED || form == Form.FIELD
                ? new Operand(form, bytes, negative, register, index, scale, value) : this;
    }

    public boolean readable() {
        return form != Form.UNREADABLE;
    }

    /** As people read it: `-4@rbp-8`, `8@[rbp+rdx*1]`. */
    @Override
    public String toString() {
        String where = switch (form) {
            case REGISTER -> register;
            case CONSTANT -> "$" + value;
            case MEMORY -> String.format(Locale.ROOT, "[%s%+d]", register, value);
            case INDEXED -> String.format(Locale.ROOT, "[%s+%s*%d%+d]", register, index, scale, value);
            case FIELD, PLACE, DYNAMIC -> form.name().toLowerCase(Locale.ROOT) + "+" + value;
            case UNREADABLE -> "";
        };
        return form == Form.UNREADABLE ? register + " (unreadable)" : (signed ? -size : size) + "@" + where;
    }
}
