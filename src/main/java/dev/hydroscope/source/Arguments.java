package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.ArgumentSpec.Form;
import dev.hydroscope.bpf.ArgumentSpec.Kind;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Operand;
import dev.hydroscope.probe.Probe;

/** What the kernel side does with an argument: what the catalogue says it is, unless it is not to be seen. */
final class Arguments {
    /** No process has memory there: what points to it is told as unreadable. */
    private static final int NOWHERE = 1;

    private Arguments() {
    }

    static ArgumentSpec spec(Probe probe, int index, Operand operand, boolean appData, boolean secrets) {
        Argument argument = probe.arguments().get(index);
        Kind kind = kind(argument, appData, appData && secrets);
        int lengthArgument = lengthArgument(probe, argument);
        int length = lengthArgument == ArgumentSpec.NO_ARGUMENT && !withheldString(argument, kind) ? length(argument) : 0;
        if (!operand.readable()) {
            int value = argument.kind().number() ? 0 : NOWHERE;
            return new ArgumentSpec(kind, Form.CONSTANT, 8, false, "", "", 1, value, lengthArgument, length, false);
        }
        return new ArgumentSpec(kind, Form.valueOf(operand.form().name()), operand.size(), operand.signed(),
                operand.register(), operand.index(), operand.scale(), operand.value(), lengthArgument, length,
                operand.form() == Operand.Form.PLACE || operand.form() == Operand.Form.DYNAMIC);
    }

    private static Kind kind(Argument argument, boolean appData, boolean secrets) {
        boolean visible = switch (argument.sensitivity()) {
            case NONE, HEADER -> true;
            case APPDATA -> appData;
            case SECRET -> secrets;
        };
        return switch (argument.kind()) {
            case INT, POINTER -> Kind.INT;
            case STREAM -> Kind.STREAM;
            case HELLO -> visible ? Kind.BYTES : Kind.HELLO;
            case STRING -> visible ? Kind.STRING : Kind.WITHHELD;
            case BYTES -> visible ? Kind.BYTES : Kind.WITHHELD;
            case SOCKADDR -> visible ? Kind.SOCKADDR : Kind.WITHHELD;
        };
    }

    private static int lengthArgument(Probe probe, Argument argument) {
        int index = argument.length().isEmpty() ? -1 : probe.argument(argument.length());
        return index < 0 ? ArgumentSpec.NO_ARGUMENT : index;
    }

    /** Nobody knows how long a string is that was not read. */
    private static boolean withheldString(Argument argument, Kind kind) {
        return kind == Kind.WITHHELD && argument.kind() == Argument.Kind.STRING;
    }

    private static int length(Argument argument) {
        return argument.length().isEmpty() ? 0 : Integer.parseInt(argument.length());
    }
}
