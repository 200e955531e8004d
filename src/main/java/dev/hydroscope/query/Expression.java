package dev.hydroscope.query;

import java.util.List;

/** A query, understood. */
sealed interface Expression {
    /** Every one holds; of none: always. */
    record All(List<Expression> parts) implements Expression {
    }

    /** One holds at least. */
    record Either(List<Expression> parts) implements Expression {
    }

    record Not(Expression part) implements Expression {
    }

    /** Some request of the same connection has all of this. */
    record OnConnection(Expression part) implements Expression {
    }

    /** The text stands somewhere in the request or its connection. */
    record Word(String text) implements Expression {
    }

    /**
     * A field compared.
     *
     * @param name of the header, as Term.key has it; "" of other fields
     * @param literal as it was written, without its quotes
     * @param number what the literal says where the field is no text: a number, nanoseconds, an HTTP version
     */
    record Condition(Field field, String name, Operator operator, String literal, long number) implements Expression {
    }
}
