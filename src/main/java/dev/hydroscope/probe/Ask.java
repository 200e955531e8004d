package dev.hydroscope.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that a person wants traced, as it is written: `[SORT:][PLACE:]NAME[%return][(ARGUMENTS)]`, or `!GLOB`.
 *
 * @param place a provider, a file or a category of tracepoints; "" where only a name is given
 */
record Ask(Sort sort, boolean negated, String place, String name, boolean returns, Optional<List<Parameter>> parameters) {
    static final String RETURN = "%return";

    /** What it must be; by its letter, ANY by none. */
    enum Sort {
        ANY(""), USDT("u"), FUNCTION("p"), RETURN("r"), TRACEPOINT("t");

        private final String letter;

        Sort(String letter) {
            this.letter = letter;
        }

        static Optional<Sort> of(String letter) {
            for (Sort sort : values()) {
                if (sort != ANY && sort.letter.equals(letter)) {
                    return Optional.of(sort);
                }
            }
            return Optional.empty();
        }
    }

    boolean may(Sort other) {
        return sort == Sort.ANY && !(returns && other != Sort.RETURN) || sort == other;
    }

    /** As a pattern over `provider:name`. */
    Glob glob() {
        return new Glob(place.isEmpty() ? name : place + ":" + name, negated);
    }

    boolean literalName() {
        return Glob.of(name).literal();
    }

    boolean literalPlace() {
        return !place.isEmpty() && Glob.of(place).literal();
    }

    /** As it can be written again. */
    @Override
    public String toString() {
        return (negated ? "!" : "") + (sort == Sort.ANY ? "" : sort.letter + ":") + (place.isEmpty() ? "" : place + ":") + name
                + (returns && sort != Sort.RETURN ? RETURN : "")
                + parameters.map(all -> all.stream().map(Parameter::toString).collect(Collectors.joining(", ", "(", ")")))
                        .orElse("");
    }
}
