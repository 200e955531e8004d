package dev.hydroscope.query;

import java.util.Arrays;
import java.util.Optional;

/** How a field is compared; EXISTS is the bare field. */
enum Operator {
    CONTAINS("~", "contains, in any case"),
    NOT_EQUAL("!=", "is not"),
    LESS_OR_EQUAL("<=", "at most"),
    GREATER_OR_EQUAL(">=", "at least"),
    BEGINS("^=", "begins with"),
    MATCHES("=~", "matches the regular expression"),
    EQUAL("=", "is"),
    LESS("<", "less"),
    GREATER(">", "more"),
    EXISTS("", "is there");

    final String sign;
    final String detail;

    Operator(String sign, String detail) {
        this.sign = sign;
        this.detail = detail;
    }

    boolean textual() {
        return this == CONTAINS || this == BEGINS || this == MATCHES;
    }

    boolean ordering() {
        return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
    }

    /** Whether it holds of something that compares so. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            default -> false;
        };
    }

    /** The operator that stands at a place of the text. */
    static Optional<Operator> at(String text, int at) {
        return Arrays.stream(values()).filter(o -> o != EXISTS && o != CONTAINS && text.startsWith(o.sign, at))
                .findFirst().or(() -> text.startsWith("~", at) ? Optional.of(CONTAINS) : Optional.empty());
    }
}
