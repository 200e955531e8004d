package dev.hydroscope.probe;

import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import dev.hydroscope.probe.Tracepoint.Field;
import dev.hydroscope.probe.Tracepoint.Located;
import dev.hydroscope.probe.Tracepoint.Stated;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a tracepoint as arguments. An address of the kernel's memory is read only where its field is named: it helps
 * who attacks the machine, and hardly anybody else.
 */
final class TracepointArguments {
    static final int MOST = 12;
    private static final int LENGTH_AT = 2;
    private static final int MOST_NUMBER_BYTES = 8;

    private TracepointArguments() {
    }

    /** All fields that may be shown, as many as a site can have. */
    static List<Stated> all(Tracepoint event) {
        List<Stated> all = new ArrayList<>();
        int count = 0;
        for (Field field : event.fields()) {
            boolean kernels = event.ofKernel(field);
            Stated stated = stated(event, field);
            if (!kernels && !field.name().equals("__syscall_nr") && count + stated.named().size() <= MOST) {
                all.add(stated);
                count += stated.named().size();
            }
        }
        return all;
    }

    /** Those fields, in that order, of the kinds that are declared or that their format tells. */
    static List<Stated> named(Tracepoint event, List<Parameter> parameters) throws WantedException {
        List<Stated> named = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String name = parameter.name();
            Field field = event.field(name).orElseThrow(() -> new WantedException(event.key() + " has no field "
                    + (name.isEmpty() ? parameter.toString() : name), "it has "
                            + String.join(", ", event.fields().stream().map(Field::name).toList())));
            named.add(parameter.type() == Parameter.Type.INT ? shown(stated(event, field)) : declared(event, field, parameter));
        }
        return named;
    }

    /** What is asked for by its name is shown. */
    private static Stated shown(Stated stated) {
        return new Stated(stated.named().stream()
                .map(one -> new Argument(one.name(), one.kind(), one.length(), Sensitivity.NONE)).toList(), stated.operands());
    }

    private static Stated declared(Tracepoint event, Field field, Parameter parameter) {
        Argument argument = parameter.argument(field.name());
        boolean inPlace = field.array() && !argument.kind().number();
        Operand operand = inPlace ? place(field) : Operand.field(Math.min(field.size(), MOST_NUMBER_BYTES), field.signed(),
                field.offset());
        return Stated.of(argument, parameter.operand(operand));
    }

    private static Operand place(Field field) {
        return field.located().map(located -> dynamic(field, located)).orElseGet(() -> Operand.place(field.offset()));
    }

    private static Operand dynamic(Field field, Located located) {
        return Operand.dynamic(field.offset(), located.relative() ? field.offset() + field.size() : 0);
    }

    private static Stated stated(Tracepoint event, Field field) {
        if (field.located().isPresent()) {
            return located(field, dynamic(field, field.located().get()));
        }
        if (field.array() || field.size() > MOST_NUMBER_BYTES) {
            return Stated.of(argument(field, field.text() ? Kind.STRING : Kind.BYTES, Integer.toString(field.size())),
                    Operand.place(field.offset()));
        }
        Operand number = Operand.field(field.size(), field.signed(), field.offset());
        if (field.pointer()) {
            return event.ofCaller() ? ofCaller(event, field, number) : Stated.of(argument(field, Kind.POINTER, ""), number);
        }
        return Stated.of(argument(field, Kind.INT, ""), event.ofCaller() ? number(field) : number);
    }

    /** The kernel keeps a system call's arguments as words, whatever they are. */
    private static Operand number(Field field) {
        boolean negative = List.of("int", "long", "pid_t", "loff_t", "off_t").contains(field.type());
        int bytes = field.type().equals("int") || field.type().equals("pid_t") ? Integer.BYTES : field.size();
        return Operand.field(bytes, negative || field.signed(), field.offset());
    }

    private static Stated located(Field field, Operand where) {
        if (field.text()) {
            return Stated.of(argument(field, Kind.STRING, ""), where);
        }
        String length = field.name() + "_bytes";
        return new Stated(List.of(Argument.number(length), argument(field, Kind.BYTES, length)),
                List.of(Operand.field(Short.BYTES, false, field.offset() + LENGTH_AT), where));
    }

    /** A `const char *` is a text, but where its length is told: then it is what a program writes. */
    private static Stated ofCaller(Tracepoint event, Field field, Operand number) {
        boolean text = field.type().replace(" ", "").equals("constchar*");
        if (!text) {
            return Stated.of(argument(field, Kind.POINTER, ""), number);
        }
        return field.name().equals("buf") && event.field("count").isPresent()
                ? Stated.of(new Argument(field.name(), Kind.BYTES, "count", Sensitivity.APPDATA), number)
                : Stated.of(argument(field, Kind.STRING, ""), number);
    }

    private static Argument argument(Field field, Kind kind, String length) {
        return new Argument(field.name(), kind, length, Sensitivity.NONE);
    }
}
