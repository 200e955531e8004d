package dev.hydroscope.probe;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One argument of a catalogue line: `NAME:KIND(LENGTH)/SENSITIVITY`, the last two only where needed. */
final class ArgumentSyntax {
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+):([a-z]+)(?:\\((\\w+)\\))?(?:/([a-z]+))?");

    private ArgumentSyntax() {
    }

    static Argument parse(String text) {
        Matcher matcher = ARGUMENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not NAME:KIND: " + text);
        }
        Argument.Kind kind = Argument.Kind.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        String length = matcher.group(3) == null ? "" : matcher.group(3);
        boolean needsLength = kind == Argument.Kind.BYTES || kind == Argument.Kind.HELLO;
        if (needsLength && length.isEmpty() || !needsLength && kind != Argument.Kind.STRING && !length.isEmpty()) {
            throw new IllegalArgumentException((needsLength ? "it lacks a length: " : "it has no length: ") + text);
        }
        return new Argument(matcher.group(1), kind, length, sensitivity(matcher.group(4)));
    }

    static String format(Argument argument) {
        boolean hidden = argument.sensitivity() != Argument.Sensitivity.NONE;
        return argument.name() + ":" + word(argument.kind())
                + (argument.length().isEmpty() ? "" : "(" + argument.length() + ")")
                + (hidden ? "/" + word(argument.sensitivity()) : "");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Argument.Sensitivity sensitivity(String text) {
        return text == null ? Argument.Sensitivity.NONE : Argument.Sensitivity.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
