package dev.hydroscope.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An event of the kernel, as its format describes it.
 *
 * @param fields of this event; not those that every event has
 */
public record Tracepoint(String category, String name, int id, List<Field> fields) {
    private static final Pattern FIELD = Pattern.compile(
            "\\s*field:(.*?)\\s*([A-Za-z_]\\w*)((?:\\[[^\\]]*\\])*);\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:([01]);\\s*");
    private static final Pattern LOCATED = Pattern.compile("__(data|rel)_loc\\s+(.*)");

    /** Numbers that hold an address of the kernel's code or memory, whatever their type. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(caller_|parent_|ret_)?ip|call_site|caller|va_?(start|end)|v(start|end)");
    private static final Pattern CAST = Pattern.compile("\\(\\s*void\\s*\\*\\s*\\)[\\s(]*REC->(\\w+)");

    /**
     * @param type as the kernel's source has it, an array with its length: `char[16]`, `__data_loc char[]`
     * @param shownAsPointer the kernel prints it as one
     */
    public record Field(String type, String name, int offset, int size, boolean signed, boolean shownAsPointer) {
        boolean array() {
            return type.endsWith("]");
        }

        /** The address of something. */
        boolean pointer() {
            return type.endsWith("*");
        }

        /** A pointer that is written as a number, or several of them. */
        private boolean hiddenAddress() {
            return element().endsWith("*") || size >= Long.BYTES && (shownAsPointer || ADDRESS.matcher(name).matches());
        }

        /** Letters rather than bytes. */
        boolean text() {
            return element().equals("char");
        }

        private String element() {
            String plain = located().map(Located::type).orElse(type);
            return (plain.indexOf('[') < 0 ? plain : plain.substring(0, plain.indexOf('['))).replace("const", "").strip();
        }

        /** Where it is told by a number in its place: the offset in the low half, the length in the high one. */
        Optional<Located> located() {
            Matcher matcher = LOCATED.matcher(type);
            return matcher.matches() ? Optional.of(new Located(matcher.group(2), matcher.group(1).equals("rel")))
                    : Optional.empty();
        }
    }

    /** @param relative the offset counts from the end of the field rather than from the begin of the record */
    record Located(String type, boolean relative) {
    }

    public Tracepoint {
        fields = List.copyOf(fields);
    }

    /** The file `format`; empty where it is none. */
    static Optional<Tracepoint> parse(String category, String name, String format) {
        int id = -1;
        Set<String> cast = CAST.matcher(format).results().map(found -> found.group(1)).collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        for (String line : format.split("\n")) {
            if (line.startsWith("ID:")) {
                id = Integer.parseInt(line.substring(3).strip());
            }
            Matcher matcher = FIELD.matcher(line);
            if (matcher.matches() && !matcher.group(2).startsWith("common_")) {
                fields.add(new Field(matcher.group(1).strip() + matcher.group(3), matcher.group(2),
                        Integer.parseInt(matcher.group(4)), Integer.parseInt(matcher.group(5)), matcher.group(6).equals("1"),
                        cast.contains(matcher.group(2))));
            }
        }
        return id < 0 ? Optional.empty() : Optional.of(new Tracepoint(category, name, id, fields));
    }

    /** `category:name`, as people write it. */
    public String key() {
        return category + ":" + name;
    }

    /** The fields that are read where none are named: at most twelve, and none that is an address of the kernel's memory. */
    public List<Argument> arguments() {
        return TracepointArguments.all(this).stream().flatMap(stated -> stated.named().stream()).toList();
    }

    Optional<Field> field(String called) {
        return fields.stream().filter(field -> field.name().equals(called)).findFirst();
    }

    /** Pointers of a system call's arguments are the caller's. */
    boolean ofCaller() {
        return category.equals("syscalls") && name.startsWith("sys_enter_");
    }

    /** Whether it tells where the kernel's code or memory is. */
    boolean ofKernel(Field field) {
        boolean callers = ofCaller() || name.endsWith("_user") || List.of("mmap", "rseq", "signal").contains(category);
        return field.pointer() ? !ofCaller() : !callers && field.hiddenAddress();
    }

    /** One argument and where it is; of bytes before them also their length. */
    record Stated(List<Argument> named, List<Operand> operands) {
        static Stated of(Argument argument, Operand operand) {
            return new Stated(List.of(argument), List.of(operand));
        }
    }
}
