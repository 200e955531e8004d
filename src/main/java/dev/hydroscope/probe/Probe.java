package dev.hydroscope.probe;

import java.util.List;
import java.util.stream.IntStream;

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

    /** A probe that the catalogue lacks, or holds with another number of arguments. */
    public static Probe unknown(String provider, String name, int count) {
        return new Probe(provider, name,
                IntStream.range(0, count).mapToObj(i -> Argument.number("arg" + i)).toList(), false);
    }
}
