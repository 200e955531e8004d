package dev.hydroscope.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An argument as a person declares it: `fd`, `u32`, `fd:i32`, `data:buf(len)`.
 *
 * @param name "" where none is given
 * @param length of buf: bytes, or the name of the argument that holds them; of str the most it can hold, or ""
 */
record Parameter(String name, Type type, String length) {
    /** The words of the grammar in lower case. */
    enum Type {
        I8(1, true), I16(2, true), I32(4, true), I64(8, true), U8(1, false), U16(2, false), U32(4, false), U64(8, false),
        INT(0, true), PTR(0, false), STR(0, false), BUF(0, false), SOCKADDR(0, false);

        private final int size;
        private final boolean signed;

        Type(int size, boolean signed) {
            this.size = size;
            this.signed = signed;
        }

        static Optional<Type> of(String word) {
            return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Every one, as people write them. */
        static String words() {
            return Arrays.stream(values()).map(type -> type == BUF ? "buf(LEN)" : type.word())
                    .collect(Collectors.joining(" "));
        }
    }

    /** What it holds, under its own name or that of its place. */
    Argument argument(String place) {
        Argument.Kind kind = switch (type) {
            case PTR -> Argument.Kind.POINTER;
            case STR -> Argument.Kind.STRING;
            case BUF -> Argument.Kind.BYTES;
            case SOCKADDR -> Argument.Kind.SOCKADDR;
            default -> Argument.Kind.INT;
        };
        return new Argument(name.isEmpty() ? place : name, kind, length, Argument.Sensitivity.NONE);
    }

    /** As it is read from where that is kept: never more of it than there is. */
    Operand operand(Operand kept) {
        return type.size == 0 ? kept : kept.as(Math.min(type.size, kept.size()), type.signed);
    }

    /** Those in their order, each with a name. */
    static List<Argument> arguments(List<Parameter> parameters, String first) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(parameters.get(i).argument(i == 0 ? first : "arg" + i));
        }
        return arguments;
    }

    @Override
    public String toString() {
        String kind = type.word() + (length.isEmpty() ? "" : "(" + length + ")");
        return name.isEmpty() ? kind : name + ":" + kind;
    }
}
