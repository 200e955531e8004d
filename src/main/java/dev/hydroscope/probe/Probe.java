package dev.hydroscope.probe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A USDT probe and its arguments in order, in upstream's spelling.
 *
 * @param known false where the catalogue lacks it: its arguments are then arg0, arg1 …
 */
public record Probe(String provider, String name, List<Argument> arguments, boolean known) {
    /** `provider:name`, as people write it. */
    public String key() {
        return provider + ":" + name;
    }

    /** The index of the argument of that name, or -1. */
    public int argument(String argument) {
        return IntStream.range(0, arguments.size()).filter(i -> arguments.get(i).name().equals(argument)).findFirst()
                .orElse(-1);
    }

    /** As a line of the catalogue, its provider before it and a `?` where it is not known; parse() reads it again. */
    public String line() {
        return Stream.concat(Stream.of((known ? "" : "?") + key()), arguments.stream().map(ArgumentSyntax::format))
                .collect(Collectors.joining(" "));
    }

    /** Refuses what is no such line with an IllegalArgumentException. */
    public static Probe parse(String line) {
        String[] words = line.trim().split("\\s+");
        boolean known = !words[0].startsWith("?");
        String key = known ? words[0] : words[0].substring(1);
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw new IllegalArgumentException("not PROVIDER:NAME: " + line);
        }
        List<Argument> arguments = Arrays.stream(words).skip(1).map(ArgumentSyntax::parse).toList();
        arguments.forEach(argument -> requireLength(line, argument, arguments));
        return new Probe(key.substring(0, colon), key.substring(colon + 1), arguments, known);
    }

    private static void requireLength(String line, Argument argument, List<Argument> arguments) {
        boolean number = argument.length().chars().allMatch(Character::isDigit);
        if (!number && arguments.stream().noneMatch(other -> other.name().equals(argument.length()))) {
            throw new IllegalArgumentException("no argument holds the length of " + argument.name() + ": " + line);
        }
    }

    /** A probe that the catalogue lacks, or holds with another number of arguments. */
    public static Probe unknown(String provider, String name, int count) {
        return new Probe(provider, name,
                IntStream.range(0, count).mapToObj(i -> Argument.number("arg" + i)).toList(), false);
    }
}
